using FeedHub.Core.Stories;
using FeedHub.Core.Timelines.Changes;

namespace FeedHub.Core.Alerts;

/// <summary>A story that is told by an alert.</summary>
/// <param name="News">The reports that are new since the story was told before; all of them if it was not.</param>
/// <param name="IsGrown">Whether it was told before.</param>
public sealed record AlertedStory(Story Story, IReadOnlyList<Report> News, bool IsGrown)
{
    /// <summary>
    /// What is to be told of changes: each story that was not told yet, and of the others those that have more reports.
    /// </summary>
    /// <param name="told">Those of the stories that were told before.</param>
    public static IReadOnlyList<AlertedStory> From(IEnumerable<ChangedStory> changes, IReadOnlySet<StoryId> told) =>
        [.. changes.Select(change => From(change, told)).OfType<AlertedStory>()];

    private static AlertedStory? From(ChangedStory change, IReadOnlySet<StoryId> told)
    {
        if (change.Story is not { } story)
            return null;
        if (!told.Contains(story.Id))
            return new(story, story.Reports, IsGrown: false);
        var came = change.Reports.ToHashSet();
        List<Report> news = [.. story.Reports.Where(r => came.Contains(r.Entry.Id))];
        return news.Count > 0 ? new(story, news, IsGrown: true) : null;
    }
}
