namespace FeedHub.Core.Timelines;

/// <summary>Builds the title of a timeline.</summary>
public static class TimelineTitle
{
    /// <summary>The site's title, then each condition of the filter.</summary>
    public static string For(string site, TimelineFilter filter)
    {
        var conditions = TimelineConditions.All.Where(c => filter[c].Count > 0).Select(c => c.Describe(filter[c])).ToList();
        return conditions.Count == 0 ? $"{site}: timeline" : $"{site}: {string.Join(" · ", conditions)}";
    }
}
