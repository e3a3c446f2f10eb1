using System.Text.RegularExpressions;
using FeedHub.Core.Content;

namespace FeedHub.Core.Entries;

/// <summary>What a reader sees of an entry. A change of anything else is stored, but is no revision.</summary>
public static partial class EntryAppearance
{
    /// <summary>A picture of at most this width and height, in pixels, counts readers and shows nothing.</summary>
    private const int CountingPixel = 3;

    private const string CounterWords =
        @"comments?|views?|replies|комментари\w*|просмотр\w*|şərh\w*|baxış\w*|yorum\w*|görüntülenme\w*"
        + @"|մեկնաբանություն\w*|դիտում\w*|კომენტარ\w*|ნახვა\w*";

    /// <summary>
    /// Whether two versions of an entry look the same: the same words, pictures, links, authors and enclosures. Signatures and versions
    /// in the parameters of addresses, counting pixels and counters of comments and views are not looked at.
    /// </summary>
    /// <param name="onlyWords">
    /// Whether pictures and links are left out, because FeedHub itself may now read them differently.
    /// </param>
    public static bool IsSame(Entry stored, Entry fetched, bool onlyWords = false) =>
        Words(stored) == Words(fetched) && (onlyWords || Rest(stored).SequenceEqual(Rest(fetched)));

    private static string Words(Entry entry) => string.Join(
        '\n', new[] { entry.Title, Words(entry.Summary), Words(entry.Content) }.Where(words => words.Length > 0));

    private static string Words(string? html) => html is null ? ""
        : Counter()
            .Replace(PlainText.FromHtml(html.Contains('#', StringComparison.Ordinal) ? LinkToComments().Replace(html, "") : html), "")
            .Trim();

    private static IEnumerable<string?> Rest(Entry entry) =>
    [
        .. Addresses(entry.Summary), .. Addresses(entry.Content), .. entry.Authors.Select(a => a.Name),
        .. entry.Enclosures.Select(e => Page(e.Url)),
    ];

    private static IEnumerable<string> Addresses(string? html) =>
        from Match tag in Tag().Matches(html ?? "")
        where !IsCountingPixel(tag.Value)
        from Match address in Address().Matches(tag.Value)
        select Page(address.Groups["url"].Value);

    private static bool IsCountingPixel(string tag) =>
        Size().Matches(tag) is [var one, var other] && IsTiny(one) && IsTiny(other);

    private static bool IsTiny(Match size) => int.TryParse(size.Groups["pixels"].ValueSpan, out var pixels) && pixels <= CountingPixel;

    /// <summary>The address without its parameters and fragment.</summary>
    private static string Page(string url) => url.IndexOfAny(['?', '#']) is >= 0 and var end ? url[..end] : url;

    [GeneratedRegex("<(?:img|a|source|video|audio)\\s[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("\\s(?:src|href|poster)=\"(?<url>[^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("\\s(?:width|height)=\"(?<pixels>\\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Size();

    [GeneratedRegex("<a\\s[^>]*#(?:comments?|respond|disqus_thread)\"[^>]*>[^<]*</a>", RegexOptions.CultureInvariant)]
    private static partial Regex LinkToComments();

    /// <summary>A number of comments or views with its word, in the languages of the region.</summary>
    [GeneratedRegex(
        $@"(?:{CounterWords})\s*[:(]?\s*\d+\)?|\d+\s+(?:{CounterWords})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Counter();
}
