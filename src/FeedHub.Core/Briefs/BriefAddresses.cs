using FeedHub.Formats;

namespace FeedHub.Core.Briefs;

/// <summary>The paths of a series and its briefs on our site, below the base path.</summary>
public static class BriefAddresses
{
    public static string Series(string series) => $"/series/{series}";

    public static string Brief(string series, string brief) => $"/series/{series}/{brief}";

    public static string Media(string series) => $"/series/{series}/media";

    public static string Image(string series, BriefImage image) => $"{Media(series)}/{Uri.EscapeDataString(image.File)}";

    public static string Feed(string series, FeedFamily family) => $"/series/{series}/feed.{family.Extension()}";
}
