using FeedHub.Core.Sources;

namespace FeedHub.Core.Timelines;

/// <summary>A timeline filter in words.</summary>
public static class TimelineWords
{
    /// <summary>The title of a filtered timeline: the site's, then each condition.</summary>
    public static string Title(string site, TimelineFilter filter)
    {
        var conditions = new[]
        {
            string.Join(", ", filter.Languages),
            string.Join(", ", filter.Countries),
            string.Join(", ", filter.Regions),
            string.Join(", ", filter.Topics),
            string.Join(", ", filter.Kinds.Select(k => k.Word())),
            string.Join(", ", filter.Sources),
            filter.Query is null ? "" : $"“{filter.Query}”",
        }.Where(c => c.Length > 0).ToList();
        return conditions.Count == 0 ? $"{site}: timeline" : $"{site}: {string.Join(" · ", conditions)}";
    }
}
