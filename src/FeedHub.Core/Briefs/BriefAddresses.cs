using System.Globalization;
using FeedHub.Formats.Writing;

namespace FeedHub.Core.Briefs;

/// <summary>The paths of a series and its briefs on our site, below the base path.</summary>
public static class BriefAddresses
{
    public static string Series(string series) => $"/series/{series}";

    /// <summary>The page of one facet of a series; without a facet, the page of the series itself.</summary>
    public static string Part(string series, BriefFacet? facet) => facet is null ? Series(series) : $"/series/{series}/{facet.Path}";

    public static string Brief(string series, string brief) => $"/series/{series}/{brief}";

    public static string Media(string series) => $"/series/{series}/media";

    /// <summary>The page that other sites show in a frame.</summary>
    public static string Frame(string series) => $"/embed/series/{series}";

    public static string Image(string series, BriefImage image) => $"{Media(series)}/{Uri.EscapeDataString(image.File)}";

    public static string Feed(string series, FeedFormat format) => Feed(series, null, format);

    public static string Feed(string series, BriefFacet? facet, FeedFormat format) => $"{Part(series, facet)}/feed.{format.Extension}";

    /// <summary>The feed of only that many of the newest briefs.</summary>
    public static string Feed(string series, BriefFacet? facet, FeedFormat format, int limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Feed(series, facet, format)}?limit={limit}");

    /// <summary>The archive of a year.</summary>
    public static string Archive(string series, BriefFacet? facet, int year, FeedFormat format) =>
        $"{Part(series, facet)}/archive/{year.ToString(CultureInfo.InvariantCulture)}/feed.{format.Extension}";
}
