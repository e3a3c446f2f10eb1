namespace FeedHub.Formats.Text;

/// <summary>
/// Makes the links of one document absolute, as long as that adds no more than a feed could need: a long base and a million
/// short links would turn a small document into gigabytes.
/// </summary>
/// <param name="address">The document's own address.</param>
internal sealed class LinkResolver(string? address)
{
    /// <summary>Characters that absolute links may add to one document.</summary>
    private const int MaxGrowth = 1 << 23;

    private int left = MaxGrowth;

    /// <summary>The address that the feed gives for itself, once it is known.</summary>
    public string? SelfLink { get; set; }

    /// <summary>True once links are left as they are because too much was added.</summary>
    public bool Exhausted { get; private set; }

    public string Resolve(string reference, string? baseUrl) => Spend(reference, UrlReference.Resolve(reference, Usable(baseUrl)));

    /// <summary>A link in a text, as <see cref="ResolveHtml"/> makes it.</summary>
    public string ResolveInText(string reference, string? baseUrl) =>
        Spend(reference, Absolute(reference, Usable(baseUrl)));

    /// <summary>
    /// HTML source with its relative links made absolute. What leads to a place in the text itself, such as a footnote, stays or becomes
    /// that place alone (<c>#fn1</c>): it is on the item's page, and the feed's own address has no such place.
    /// </summary>
    public string ResolveHtml(string html, string? baseUrl) => Spend(html, HtmlLinks.Resolve(html, Usable(baseUrl), left, this));

    /// <summary>Whether a link with a scheme leads to a place at the feed's own address, so that it must be changed too.</summary>
    public bool IsWithinFeed(string link) =>
        link.IndexOf('#', StringComparison.Ordinal) is var at and > 0
        && (IsSame(link.AsSpan(0, at), address, isWritten: true) || IsSame(link.AsSpan(0, at), SelfLink, isWritten: true));

    public string Absolute(string reference, string? baseUrl)
    {
        if (baseUrl is null || string.IsNullOrWhiteSpace(reference) || reference.AsSpan().TrimStart()[0] == '#')
            return reference;
        var absolute = UrlReference.Resolve(reference, baseUrl);
        if (absolute.IndexOf('#', StringComparison.Ordinal) is not (var at and > 0))
            return absolute;
        var isWritten = UrlReference.HasScheme(reference.TrimStart());
        return IsSame(absolute.AsSpan(0, at), address, isWritten) || IsSame(absolute.AsSpan(0, at), SelfLink, isWritten)
            ? absolute[at..]
            : absolute;
    }

    /// <summary>
    /// Whether the link is the feed's address, whatever its scheme and with or without a slash at the end. One that was written out is
    /// not taken for a feed at the root of a host: it means the front page.
    /// </summary>
    private static bool IsSame(ReadOnlySpan<char> link, string? feed, bool isWritten)
    {
        if (feed is null)
            return false;
        var end = feed.IndexOf('#', StringComparison.Ordinal);
        var own = WithoutScheme(end < 0 ? feed : feed.AsSpan(0, end));
        return WithoutScheme(link).Equals(own, StringComparison.OrdinalIgnoreCase) && !(isWritten && own.IndexOfAny("/?") < 0);
    }

    private static ReadOnlySpan<char> WithoutScheme(ReadOnlySpan<char> url) =>
        url[(url.IndexOf("//") is var at and >= 0 ? at + 2 : 0)..].TrimEnd('/');

    private string? Usable(string? baseUrl) => Exhausted ? null : baseUrl;

    private string Spend(string before, string after)
    {
        left -= Math.Max(0, after.Length - before.Length);
        Exhausted |= left <= 0;
        return after;
    }
}
