namespace FeedHub.Formats.Text;

/// <summary>
/// Makes the links of one document absolute, as long as that adds no more than a feed could need: a long base and a million
/// short links would turn a small document into gigabytes.
/// </summary>
internal sealed class LinkResolver
{
    /// <summary>Characters that absolute links may add to one document.</summary>
    private const int MaxGrowth = 1 << 23;

    private int left = MaxGrowth;

    /// <summary>True once links are left as they are because too much was added.</summary>
    public bool Exhausted { get; private set; }

    public string Resolve(string reference, string? baseUrl) => Spend(reference, UrlReference.Resolve(reference, Usable(baseUrl)));

    /// <summary>HTML source with its relative links made absolute.</summary>
    public string ResolveHtml(string html, string? baseUrl) => Spend(html, HtmlLinks.Resolve(html, Usable(baseUrl), left));

    private string? Usable(string? baseUrl) => Exhausted ? null : baseUrl;

    private string Spend(string before, string after)
    {
        left -= Math.Max(0, after.Length - before.Length);
        Exhausted |= left <= 0;
        return after;
    }
}
