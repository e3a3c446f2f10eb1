using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>The stories in which those may speak who, as a filter says, do not tell another.</summary>
internal static class ToldElsewhere
{
    /// <summary>By the story that they are related to; nothing for a filter that says so of nobody.</summary>
    public static async Task<IReadOnlyDictionary<StoryId, IReadOnlyList<LinkedStory>>> OfAsync(
        ITimelineStore store, TimelineFilter filter, TimelinePage page, IReadOnlyList<string> languages, CancellationToken cancellationToken)
    {
        var found = new Dictionary<StoryId, IReadOnlyList<LinkedStory>>();
        if (MissingVoices.Of(filter.Query) is not { } missing)
            return found;
        foreach (var story in page.Stories)
        {
            var related = await store.RelatedAsync(story.Id, cancellationToken);
            List<LinkedStory> told =
                [.. related.Where(l => missing.In(l.Story).Count > 0).Select(l => l with { Story = l.Story.In(languages) })];
            if (told.Count > 0)
                found[story.Id] = told;
        }
        return found;
    }
}
