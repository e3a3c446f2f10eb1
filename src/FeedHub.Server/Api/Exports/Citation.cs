using System.Globalization;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;

namespace FeedHub.Server.Api.Exports;

/// <summary>What a citation says of a report.</summary>
/// <param name="Dated">The outlet's own date; null if it gave none.</param>
/// <param name="Seen">When FeedHub first stored it.</param>
internal sealed record Citation(
    string Id, string Title, string Outlet, string Language, string? Url, DateTimeOffset? Dated, DateTimeOffset Seen)
{
    /// <summary>A citation of each report of a story, without those that copy another one's text.</summary>
    public static IEnumerable<Citation> Of(Story story) => story.Reports.Where(r => r.DuplicateOf is null).Select(r => new Citation(
        r.Entry.Id.Value, Republication.Headline(r), r.Source.Title, r.Entry.Language, Republication.Link(r), r.Entry.Published,
        r.Entry.Arrived));

    /// <summary>“30 November 2026, 09:10 UTC”.</summary>
    public string SeenInWords => Seen.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>“30 November 2026”.</summary>
    public string? DatedInWords => Dated?.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
