using FeedHub.Core.Sources;
using FeedHub.Server.Publishing.Following;

namespace FeedHub.Server.Publishing.Desk;

/// <summary>How things stand with the polls of a series, in words.</summary>
/// <param name="IsUnderWay">Whether one is running or requested.</param>
/// <param name="Began">When the running or last poll began; null before the first since the server started.</param>
/// <param name="Next">When the next is due without a request.</param>
/// <param name="Result">What the last one brought; null if none has ended since the server started.</param>
/// <param name="HasFailed">Whether it could not read the address.</param>
/// <param name="Faults">What it could not read.</param>
/// <param name="Notes">What it passed over in answers that it could read.</param>
public sealed record PollWords(
    bool IsUnderWay, DateTimeOffset? Began, DateTimeOffset Next, string? Result, bool HasFailed, IReadOnlyList<FollowFault> Faults,
    IReadOnlyList<FollowFault> Notes)
{
    internal static PollWords From(FollowStanding standing) => new(
        standing.IsRunning || standing.IsRequested, standing.Began, standing.Next,
        standing.Last is { } last ? Words(last) : null, standing.Last?.Result is FetchResult.Failed,
        standing.Last?.Failed ?? [], standing.Last?.Notes ?? []);

    private static string Words(FollowReport report)
    {
        if (report.Result is FetchResult.Failed failed)
            return $"could not be read: {failed.Failure.Name()}: {failed.Detail}";
        (int Count, string Word)[] all =
        [
            (report.New.Count, "new"), (report.Changed.Count, "changed"), (report.Proposed.Count, "waiting for your decision"),
            (report.Gone.Count, "absent"), (report.Failed.Count, "with a fault"), (report.Unchanged, "unchanged"),
        ];
        var words = all.Where(a => a.Count > 0).Select(a => $"{a.Count} {a.Word}").ToList();
        return words.Count == 0 ? "nothing has changed" : string.Join(", ", words);
    }
}
