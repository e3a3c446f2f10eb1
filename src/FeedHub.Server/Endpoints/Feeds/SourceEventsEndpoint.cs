using System.Text.Json.Serialization;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Polling;
using FeedHub.Core.Urls;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>What has happened to a source recently, and what will happen next.</summary>
internal static class SourceEventsEndpoint
{
    public static async Task<IResult> GetAsync(string id, HttpContext http, ISourceStore store, CancellationToken cancellationToken)
    {
        var source = new SourceId(id);
        if (await store.ReportAsync(source, maxEvents: 0, cancellationToken) is not { Overview: var found })
            return Problems.NotFound("There is no such source.");
        var (state, polled) = (
            found.State, found is { Declared: true, Source.Enabled: true } && found.State.Times.NextReason != PollReason.Gone);
        http.Response.Headers.CacheControl = CachePolicy.Visitor;
        return TypedResults.Json(
            new SourceEvents(
                id,
                RedactedUrl.From(SourceAddress.Current(found.Source, state)),
                polled ? state.Times.Next : null,
                polled ? state.Times.NextReason.Describe() : found.Source.Reason ?? state.Times.NextReason.Describe(),
                state.Trouble.Failures,
                state.Trouble.BrokenSince,
                state.Habits.Arrivals.Missed,
                state.Habits.Arrivals.LastMissed,
                state.Trouble.Proposal is null ? null : RedactedUrl.From(state.Trouble.Proposal),
                [.. state.Addresses.Moves.Select(m => m with { From = RedactedUrl.From(m.From), To = RedactedUrl.From(m.To) })],
                [
                    .. (await store.FetchesAsync(source, SourceFetch.Kept, cancellationToken)).Select(f => new SourceEventsFetch(
                        f.At, f.Outcome, f.Url, f.Status, f.Bytes, f.Milliseconds, f.New, f.Changed, f.Note)),
                ]),
            SourceEventsJson.Default.SourceEvents);
    }
}

/// <param name="Url">The address that is polled now.</param>
/// <param name="NextPoll">Null for a source that is not polled.</param>
/// <param name="Missed">Estimate of the items that came and went between two polls, the last time at <paramref name="LastMissed"/>.</param>
/// <param name="Why">Why the next poll is at that time, or why there is none.</param>
internal sealed record SourceEvents(
    string Source, string Url, DateTimeOffset? NextPoll, string Why, int Failures, DateTimeOffset? BrokenSince, long Missed,
        DateTimeOffset? LastMissed,
    string? Proposal, IReadOnlyList<SourceMove> Moves, IReadOnlyList<SourceEventsFetch> Fetches);

internal sealed record SourceEventsFetch(
    DateTimeOffset At, string Outcome, string Url, int? Status, long Bytes, long Ms, int New, int Changed, string? Note);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SourceEvents))]
internal sealed partial class SourceEventsJson : JsonSerializerContext;
