using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;

namespace FeedHub.Server.Api.Records;

/// <summary>The earlier texts of a report.</summary>
/// <param name="Entry">ID of the report.</param>
/// <param name="Revisions">Oldest first, without its present text.</param>
internal sealed record ApiRevisions(string Entry, ApiOutlet Source, IReadOnlyList<ApiRevision> Revisions)
{
    public static ApiRevisions From(Report report, IEnumerable<Revision> revisions) => new(
        report.Entry.Id.Value,
        ApiOutlet.From(report.Source),
        [.. revisions.Select(r => new ApiRevision(
            r.Title, Republication.Excerpt(report.Source, r), r.FirstSeen.UtcDateTime, r.ReplacedAt.UtcDateTime))]);
}

/// <summary>What an outlet said before.</summary>
/// <param name="Excerpt">The beginning of that text, if its source lets us show it.</param>
/// <param name="FirstSeen">When FeedHub first saw this text.</param>
/// <param name="ReplacedAt">When FeedHub first saw the next.</param>
internal sealed record ApiRevision(string Title, string? Excerpt, DateTime FirstSeen, DateTime ReplacedAt);
