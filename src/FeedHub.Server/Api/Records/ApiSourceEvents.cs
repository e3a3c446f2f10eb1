using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Polling;
using FeedHub.Core.Urls;

namespace FeedHub.Server.Api.Records;

/// <summary>What has happened to a source recently, and what will happen next.</summary>
/// <param name="Source">ID of the source.</param>
/// <param name="Url">The address that is polled now, without secrets.</param>
/// <param name="NextPoll">Absent if it is not polled.</param>
/// <param name="Why">Why the next poll is at that time, or why there is none.</param>
/// <param name="Failures">How many polls in a row have failed.</param>
/// <param name="BrokenSince">Absent if it is not broken.</param>
/// <param name="Missed">Estimate of the items that came and went between two polls.</param>
/// <param name="LastMissed">When that was seen last.</param>
/// <param name="Proposal">Another feed that the broken source's home page links to.</param>
/// <param name="Moves">Every move of its address, oldest first.</param>
/// <param name="Fetches">The last fetches, newest first.</param>
internal sealed record ApiSourceEvents(
    string Source, string Url, DateTime? NextPoll, string Why, int Failures, DateTime? BrokenSince, long Missed, DateTime? LastMissed,
    string? Proposal, IReadOnlyList<ApiSourceMove> Moves, IReadOnlyList<ApiFetch> Fetches)
{
    public static ApiSourceEvents From(SourceOverview overview, IReadOnlyList<SourceFetch> fetches)
    {
        var (source, state) = (overview.Source, overview.State);
        var isPolled = overview is { Declared: true, Source.Enabled: true } && state.Times.NextReason != PollReason.Gone;
        return new(
            source.Id.Value,
            RedactedUrl.From(SourceAddress.Current(source, state)),
            isPolled ? state.Times.Next.UtcDateTime : null,
            isPolled ? state.Times.NextReason.Describe() : source.Reason ?? state.Times.NextReason.Describe(),
            state.Trouble.Failures,
            state.Trouble.BrokenSince?.UtcDateTime,
            state.Habits.Arrivals.Missed,
            state.Habits.Arrivals.LastMissed?.UtcDateTime,
            state.Trouble.Proposal is { } proposal ? RedactedUrl.From(proposal) : null,
            [.. state.Addresses.Moves.Select(m => new ApiSourceMove(
                RedactedUrl.From(m.From), RedactedUrl.From(m.To), m.At.UtcDateTime, m.UndoneAt?.UtcDateTime))],
            [.. fetches.Select(f => new ApiFetch(
                f.At.UtcDateTime, f.Outcome, f.Url, f.Status, f.Bytes, f.Milliseconds, f.New, f.Changed, f.Note))]);
    }
}

/// <summary>A permanent move of a source's address.</summary>
/// <param name="UndoneAt">When a person undid it.</param>
internal sealed record ApiSourceMove(string From, string To, DateTime At, DateTime? UndoneAt);

/// <summary>One fetch of a source.</summary>
/// <param name="Outcome">What came of it, in a word or two.</param>
/// <param name="Status">The status of the answer, if there was one.</param>
/// <param name="Ms">How many milliseconds it took.</param>
/// <param name="New">How many new entries it brought.</param>
/// <param name="Changed">How many entries it changed.</param>
internal sealed record ApiFetch(
    DateTime At, string Outcome, string Url, int? Status, long Bytes, long Ms, int New, int Changed, string? Note);
