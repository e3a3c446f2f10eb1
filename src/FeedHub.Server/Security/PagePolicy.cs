namespace FeedHub.Server.Security;

/// <summary>
/// The content security policy of a page that needs another than all others: part of the metadata of its route, or a feature of the request.
/// </summary>
internal sealed class PagePolicy
{
    /// <summary>Any other site may show it in a frame; it may not run scripts.</summary>
    public static readonly PagePolicy Embeddable =
        new("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors *");

    private PagePolicy(string contentSecurityPolicy) => ContentSecurityPolicy = contentSecurityPolicy;

    public string ContentSecurityPolicy { get; }

    /// <summary>The reference of the API: its script adds a style sheet to the page, and style
    /// attributes to its elements; it shows icons and asks our own API.</summary>
    /// <param name="nonce">Marks that style sheet, in this answer only.</param>
    public static PagePolicy Reference(string nonce) => new(
        $"default-src 'none'; script-src 'self'; style-src 'nonce-{nonce}'; style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'");
}
