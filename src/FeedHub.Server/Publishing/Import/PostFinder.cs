using System.Text.RegularExpressions;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Server.Publishing.Import;

/// <summary>
/// Reads the brief at an address from the best that its site offers: the REST API, else the feed, else the page, else plain text.
/// </summary>
internal sealed partial class PostFinder(OutsideFetch fetch, WordPressSite site, CurrentGuide guide)
{
    public async Task<ImportReading> ReadAsync(string url, CancellationToken cancellationToken)
    {
        var (body, wrong) = await fetch.GetAsync(url, cancellationToken);
        if (body is null)
        {
            return new ImportReading.Refused(wrong!);
        }
        if (Post(body.Body) is { } own)
        {
            return own;
        }
        var reading = FeedReader.Read(body.Body, Origin(body));
        if (reading is FeedReading.Readable)
        {
            return new ImportReading.Refused("is a feed; import its items with --archive");
        }
        var text = PageReader.Decode(body.Body, body.ContentType);
        if (!LooksLikeHtml(text))
        {
            var plain = PlainTextBrief.Read(text, guide.Value);
            return plain is ImportReading.Read { Brief: var brief } read ? read with { Brief = brief with { Url = body.FinalUrl } } : plain;
        }
        if (await FromApiAsync(body, text, cancellationToken) is { } known)
        {
            return known.Read(guide.Value);
        }
        return await FromFeedAsync(body, reading, cancellationToken) ?? HtmlBrief.Read(text, body.FinalUrl, guide.Value);
    }

    /// <summary>Reads a file: a post of the API, a page, or plain text.</summary>
    public ImportReading ReadFile(byte[] bytes)
    {
        if (Post(bytes) is { } own)
        {
            return own;
        }
        var text = PageReader.Decode(bytes, null);
        return LooksLikeHtml(text) ? HtmlBrief.Read(text, null, guide.Value) : PlainTextBrief.Read(text, guide.Value);
    }

    /// <summary>The one post that an answer of the API holds; null if it is no such answer.</summary>
    private ImportReading? Post(ReadOnlyMemory<byte> body)
    {
        var answer = WordPressAnswer.Read(body);
        if (answer.Posts is not { } posts)
        {
            return null;
        }
        var reading = posts is [var post]
            ? post.Read(guide.Value)
            : new ImportReading.Refused($"holds {posts.Count} posts; import them with --archive");
        return reading is ImportReading.Read read && answer.Note is { } note ? read with { Notes = [note, .. read.Notes] } : reading;
    }

    public static FeedOrigin Origin(FetchResult.Fetched body) => new(body.ContentType, body.ContentLocation, body.FinalUrl);

    private async Task<WordPressPost?> FromApiAsync(FetchResult.Fetched body, string text, CancellationToken cancellationToken)
    {
        var header = body.Links.Select(l => ApiHeader().Match(l)).FirstOrDefault(m => m.Success)?.Groups[1].Value;
        var element = ApiElement().Match(text) is { Success: true } match ? match.Groups[1].Value : null;
        var root = header ?? element;
        return root is not null && Uri.TryCreate(new Uri(body.FinalUrl), root, out var api)
            ? await site.FindAsync(WordPressSite.Posts(api.AbsoluteUri), body.FinalUrl, cancellationToken) : null;
    }

    private async Task<ImportReading?> FromFeedAsync(FetchResult.Fetched body, FeedReading reading, CancellationToken cancellationToken)
    {
        var feeds = reading is FeedReading.Unreadable { Feeds: var named } ? named : [];
        foreach (var feed in feeds.Select(f => f.Href).Where(f => !f.Contains("/comments/", StringComparison.Ordinal)).Take(1))
        {
            if ((await fetch.GetAsync(feed, cancellationToken)).Body is { } answer
                && FeedReader.Read(answer.Body, Origin(answer)) is FeedReading.Readable { Document: var document }
                && document.Items.FirstOrDefault(i => PostAddress.Same(i.Link, body.FinalUrl)) is { } item && FeedPost.IsWhole(item))
            {
                return FeedPost.Read(item, document.Language, guide.Value);
            }
        }
        return null;
    }

    private static bool LooksLikeHtml(string text) => HtmlSign().IsMatch(text.Length > 20_000 ? text[..20_000] : text);

    [GeneratedRegex("<(!doctype html|html|head|body|article|p|div|h[1-6])[\\s>]", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlSign();

    [GeneratedRegex("""<([^>]+)>\s*;\s*rel="?https://api\.w\.org/"?""")]
    private static partial Regex ApiHeader();

    [GeneratedRegex(
        """<link[^>]{0,200}rel=["']https://api\.w\.org/["'][^>]{0,200}href=["']([^"'>]{1,500})["']""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ApiElement();
}
