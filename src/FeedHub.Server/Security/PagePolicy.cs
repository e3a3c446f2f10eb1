namespace FeedHub.Server.Security;

/// <summary>Marks a route whose page needs another content security policy than all others.</summary>
internal sealed class PagePolicy
{
    /// <summary>Any other site may show it in a frame; it may not run scripts.</summary>
    public static readonly PagePolicy Embeddable =
        new("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors *");

    /// <summary>
    /// The reference of the API. Its script adds three style sheets to the page, known by their hashes, and style attributes to its
    /// elements; it shows icons and asks our own API. Another version of it needs other hashes: a browser says which.
    /// </summary>
    public static readonly PagePolicy Reference = new(
        "default-src 'none'; script-src 'self'; style-src 'sha256-Z7k8gV3in30ciGsu4Z0A0gMMFcuLeDJ/53/fOfuuhm0=' "
            + "'sha256-l/2OpPg0d+2VLTLgwjf5mQo2CYwHDEqdj5TjbfEyVJI=' 'sha256-T13Uev3xCax2N28XaoAE8DOzQZKvPp7ZQVAi1iRREjo='; "
            + "style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'");

    private PagePolicy(string contentSecurityPolicy) => ContentSecurityPolicy = contentSecurityPolicy;

    public string ContentSecurityPolicy { get; }
}
