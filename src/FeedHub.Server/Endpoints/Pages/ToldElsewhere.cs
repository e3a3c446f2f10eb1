using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>The stories in which those may speak who, as a filter says, do not tell another.</summary>
internal static class ToldElsewhere
{
    /// <summary>By the story that they are related to; nothing for a filter that says so of nobody.</summary>
    public static async Task<IReadOnlyDictionary<StoryId, IReadOnlyList<LinkedStory>>> OfAsync(
        ITimelineStore store, TimelineFilter filter, IReadOnlyList<Story> stories, CancellationToken cancellationToken)
    {
        var found = new Dictionary<StoryId, IReadOnlyList<LinkedStory>>();
        if (MissingVoices.Of(filter.Query) is not { } missing)
            return found;
        foreach (var story in stories)
        {
            var related = await store.RelatedAsync(story.Id, cancellationToken);
            List<LinkedStory> told = [.. related.Where(l => missing.In(l.Story).Count > 0)];
            if (told.Count > 0)
                found[story.Id] = told;
        }
        return found;
    }
}
