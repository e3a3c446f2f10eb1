namespace FeedHub.Server.Security;

/// <summary>Marks a route whose page any other site may show in a frame; it may not run scripts.</summary>
internal sealed class Embeddable
{
    public const string ContentSecurityPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors *";

    public static readonly Embeddable Instance = new();
}
