using FeedHub.Formats;
using FeedHub.Formats.Writing;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Rendering;

/// <summary>Turns a feed document into what HTTP sends.</summary>
internal static class FeedRendering
{
    /// <param name="lastModified">When the bytes last changed; null if that is when the document was updated.</param>
    public static Representation From(FeedDocument document, FeedFormat format, DateTimeOffset? lastModified = null) =>
        Representation.From(format.Write(document), format.ContentType, lastModified ?? document.Updated);

    /// <summary>The <c>Link</c> header of a feed (RFC 8288).</summary>
    /// <param name="licence">Address of the licence of its content, or null.</param>
    public static string SelfLink(string self, string? licence = null) =>
        Uri.TryCreate(licence, UriKind.Absolute, out var uri)
            ? $"<{self}>; rel=\"self\", <{uri.AbsoluteUri}>; rel=\"license\""
            : $"<{self}>; rel=\"self\"";
}
