using FeedHub.Core.Content.Characters;
using FeedHub.Core.Content.Markup.Attributes;

namespace FeedHub.Core.Content;

/// <summary>Resolves links that are not part of HTML.</summary>
public static class WebLink
{
    /// <summary>The link as an absolute http or https address; null if that is not possible.</summary>
    public static string? Resolve(string? link, string? baseUrl)
    {
        if (link is null)
            return null;
        var links = new LinkBase(baseUrl);
        return links.Resolve(XmlCharacters.Keep(link), mail: false);
    }
}
