using FeedHub.Core.Timelines.Changes;
using FeedHub.Core.Urls;

namespace FeedHub.Server.Api.Records;

/// <summary>What happened to a story; several changes of one are told as one.</summary>
/// <param name="Number">The number of the last change.</param>
/// <param name="Kind">new, split, grown, corrected, changed, merged, gone or left.</param>
/// <param name="Id">The number of the story.</param>
/// <param name="At">When the last change was stored.</param>
/// <param name="Into">The number of the story that it is a part of now, if it was merged.</param>
/// <param name="From">The number of the story that it was split from.</param>
/// <param name="Reports">IDs of the reports that came.</param>
/// <param name="Story">The story as it is now; absent if it was merged, is gone or has left.</param>
internal sealed record ApiChange(
    long Number, string Kind, long Id, DateTime At, long? Into, long? From, IReadOnlyList<string>? Reports, ApiStory? Story)
{
    public static ApiChange Of(ChangedStory change, SiteAddress address) => new(
        change.Number,
        change.Kind.ToString().ToLowerInvariant(),
        change.Id.Value,
        change.At.UtcDateTime,
        change.Kind == StoryChangeKind.Merged ? change.Other?.Value : null,
        change.Kind == StoryChangeKind.Split ? change.Other?.Value : null,
        change.Reports.Count > 0 ? [.. change.Reports.Select(r => r.Value)] : null,
        change.Story is { } story ? ApiStory.From(story, address) : null);
}

/// <summary>What happened to stories after a change.</summary>
/// <param name="Items">In the order of their numbers.</param>
/// <param name="Token">Everything up to here has been told: what to give as “since” the next time.</param>
/// <param name="Next">The address of what comes after this, at once or later.</param>
/// <param name="More">Whether there is more already.</param>
internal sealed record ApiChanges(IReadOnlyList<ApiChange> Items, string Token, string Next, bool More) : IApiPart;
