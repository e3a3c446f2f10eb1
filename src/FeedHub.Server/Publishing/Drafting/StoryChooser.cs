using System.Globalization;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server.Views;

namespace FeedHub.Server.Publishing.Drafting;

/// <summary>Reads the stories that somebody chose.</summary>
internal sealed class StoryChooser(ITimelineStore store, CurrentViews views)
{
    /// <summary>Stories of one draft.</summary>
    public const int Most = 50;

    /// <summary>Stories of a query that does not say how many.</summary>
    public const int UsualLimit = 10;

    /// <summary>What a limit must be, in words.</summary>
    public static readonly string AllowedLimit = $"This must be a whole number from 1 to {Most}.";

    /// <summary>How many stories a query is to find; null if the text is no such number.</summary>
    /// <param name="text">As it was given; null or empty if it was not.</param>
    public static int? Limit(string? text) => string.IsNullOrEmpty(text) ? UsualLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Most ? limit : null;

    /// <returns>The stories, each once; or, with nothing read, why there are none.</returns>
    public async Task<(IReadOnlyList<Story> Stories, DraftRefusal? Refusal)> ReadAsync(
        StoryChoice choice, CancellationToken cancellationToken)
    {
        switch (choice)
        {
            case StoryChoice.Named { Numbers: var numbers }:
                return await NamedAsync([.. numbers.Distinct()], cancellationToken);
            case StoryChoice.Asked { Filter.Limit: > Most }:
                return ([], new("limit", AllowedLimit));
            case StoryChoice.Asked { Filter: var filter }:
                return await AskedAsync(filter, "query", cancellationToken);
            case StoryChoice.OfView { Id: var id, Limit: var limit }:
                if (await views.FindAsync(id, cancellationToken) is not { } view)
                    return ([], new("view", $"There is no view “{id}”. The name of a view is in the address of its page."));
                return ServedTimeline.Of(view, TimelineFilter.All with { Limit = limit }, out var problems) is { } timeline
                    ? await AskedAsync(timeline.Filter, "view", cancellationToken)
                    : ([], new("view", string.Join(' ', problems.Select(p => $"{p.Field}: {p.Message}"))));
            default:
                throw new ArgumentOutOfRangeException(nameof(choice), choice, "Unknown kind of choice.");
        }
    }

    /// <param name="field">What the stories were asked for with.</param>
    private async Task<(IReadOnlyList<Story> Stories, DraftRefusal? Refusal)> AskedAsync(
        TimelineFilter filter, string field, CancellationToken cancellationToken)
    {
        var page = await store.PageAsync(filter, TextExtent.Excerpt, cancellationToken);
        return page.Stories.Count > 0
            ? (page.Stories, null)
            : ([], new(field, "No story meets it. Ask for less, or name the stories by their numbers."));
    }

    private async Task<(IReadOnlyList<Story> Stories, DraftRefusal? Refusal)> NamedAsync(
        IReadOnlyList<long> numbers, CancellationToken cancellationToken)
    {
        if (numbers.Count is 0 or > Most)
            return ([], new("stories", $"{numbers.Count} stories are given; name 1 to {Most} by their numbers."));
        var (stories, missing) = (new List<Story>(), new List<long>());
        foreach (var number in numbers)
        {
            if (await FollowAsync(new StoryId(number), cancellationToken) is not { } story)
                missing.Add(number);
            else if (stories.TrueForAll(s => s.Id != story.Id))
                stories.Add(story);
        }
        return missing.Count == 0
            ? (stories, null)
            : ([], new(
                "stories", $"There is no story {string.Join(", ", missing)}. A story's number is in the address of its page; those whose "
                    + "reports are all too old are gone."));
    }

    /// <summary>The story, or the one that it has become part of; null if there is none.</summary>
    private async Task<Story?> FollowAsync(StoryId id, CancellationToken cancellationToken)
    {
        for (StoryId? at = id; at is { } now; at = await store.RedirectAsync(now, cancellationToken))
        {
            if (await store.StoryAsync(now, TextExtent.Excerpt, cancellationToken) is { } story)
                return story;
        }
        return null;
    }
}
