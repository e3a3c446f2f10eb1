using System.Text.Json;
using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Endpoints.Answers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>Corrections of stories, which override grouping permanently.</summary>
internal static class StoryEndpoints
{
    /// <summary>Maximum number of entries in one correction.</summary>
    private const int MaxEntries = 500;

    /// <summary><c>{"entries": ["ID", …]}</c>: takes them out of the story, together, into one of their own.</summary>
    public static async Task<IResult> SplitAsync(
        long id, HttpContext http, ITimelineStore store, StoryEditor editor, CancellationToken cancellationToken)
    {
        var (body, wrong) = await BodyAsync(http, "entries", """{"entries": ["ID", …]}""", cancellationToken);
        if (body is not { } entries)
            return wrong!;
        if (entries.ValueKind != JsonValueKind.Array
            || entries.GetArrayLength() is 0 or > MaxEntries
            || entries.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.String))
        {
            return Problems.BadBody(
                "entries", $"This must be a list of 1 to {MaxEntries} IDs of reports, as “GET /api/v1/stories/{id}” gives them.");
        }

        if (await NotThereAsync(id, store, cancellationToken) is { } missing)
            return missing;
        var ids = entries.EnumerateArray().Select(e => new EntryId(e.GetString()!)).ToList();
        return await editor.SplitAsync(new StoryId(id), ids, cancellationToken) is { } made
            ? Done(made)
            : Problems.BadBody("entries", $"They must be reports of story {id}, and not all of them.");
    }

    /// <summary><c>{"other": 815}</c>: merges two stories; the older one remains.</summary>
    public static async Task<IResult> MergeAsync(
        long id, HttpContext http, ITimelineStore store, StoryEditor editor, CancellationToken cancellationToken)
    {
        var (body, wrong) = await BodyAsync(http, "other", """{"other": 815}""", cancellationToken);
        if (body is not { } given)
            return wrong!;
        if (given.ValueKind != JsonValueKind.Number || !given.TryGetInt64(out var other) || other == id)
            return Problems.BadBody("other", "This must be the number of another story.");
        return await NotThereAsync(id, store, cancellationToken) ?? await NotThereAsync(other, store, cancellationToken)
            ?? (
                await editor.MergeAsync(new StoryId(id), new StoryId(other), cancellationToken) is { } kept
                    ? Done(kept)
                    : Problems.NotFound("One of the two stories is gone."));
    }

    private static JsonHttpResult<StoryCorrected> Done(StoryId story) =>
        TypedResults.Json(new StoryCorrected(story.Value), JsonSerializerOptions.Web);

    private static async Task<IResult?> NotThereAsync(long id, ITimelineStore store, CancellationToken cancellationToken)
    {
        if (await store.StoryAsync(new StoryId(id), TextExtent.Excerpt, cancellationToken) is not null)
            return null;
        return Problems.NotFound(await store.RedirectAsync(new StoryId(id), cancellationToken) is { } target
            ? $"Story {id} has become part of story {target}; name that one."
            : $"There is no story {id}.");
    }

    /// <summary>The one field of a correction.</summary>
    private static async Task<(JsonElement? Field, IResult? Wrong)> BodyAsync(
        HttpContext http, string field, string form, CancellationToken cancellationToken)
    {
        var (body, wrong) = await JsonBody.ReadAsync<JsonDocument>(http, form, cancellationToken);
        if (body is null)
            return (null, wrong);
        using (body)
        {
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(field, out var value)
                ? (value.Clone(), null)
                : (null, Problems.BadBody(field, $"This is missing: the body must be {form}."));
        }
    }
}

/// <param name="Story">The story that the correction made, or that remains.</param>
internal sealed record StoryCorrected(long Story);
