using FeedHub.Formats;

namespace FeedHub.Server.Rendering;

/// <summary>From a feed document to what HTTP sends.</summary>
internal static class FeedRendering
{
    public static Representation Of(FeedDocument document) => Of(document, document.Updated);

    public static Representation Of(FeedDocument document, DateTimeOffset? lastModified) =>
        Representation.Of(FeedWriter.Write(document, document.Family), FeedWriter.MediaType(document.Family), lastModified ?? document.Updated);

    /// <summary>The <c>Link</c> header of a feed (RFC 8288).</summary>
    /// <param name="licence">Address of the licence of its content, or null.</param>
    public static string SelfLink(string self, string? licence = null) =>
        Uri.TryCreate(licence, UriKind.Absolute, out var uri) ? $"<{self}>; rel=\"self\", <{uri.AbsoluteUri}>; rel=\"license\"" : $"<{self}>; rel=\"self\"";
}
