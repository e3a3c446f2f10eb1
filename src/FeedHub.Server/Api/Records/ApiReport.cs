using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;

namespace FeedHub.Server.Api.Records;

/// <summary>An entry as part of a story.</summary>
/// <param name="Entry">Its ID, which is permanent.</param>
/// <param name="Title">The outlet's title, else the beginning of the text that may be shown.</param>
/// <param name="Url">Its page at the outlet.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Excerpt">The beginning of its text, if its source lets us show it.</param>
/// <param name="Dated">The outlet's own date.</param>
/// <param name="FirstSeen">When FeedHub first stored it.</param>
/// <param name="Changed">When FeedHub first saw its present text, if that has changed.</param>
/// <param name="CopyOf">The ID of the report whose text it copies.</param>
/// <param name="Score">Its similarity to the story when it joined, from 0 to 1; 0 for the first.</param>
/// <param name="Reasons">What it shares with the story, in descending order of weight.</param>
internal sealed record ApiReport(
    string Entry, ApiOutlet Source, string Title, string? Url, string? Language, string? Excerpt, DateTime? Dated, DateTime FirstSeen,
    DateTime? Changed, string? CopyOf, double Score, IReadOnlyList<string> Reasons)
{
    public static ApiReport From(Report report) => new(
        report.Entry.Id.Value,
        ApiOutlet.From(report.Source),
        Republication.Headline(report),
        Republication.Link(report),
        ApiEntry.LanguageOf(report.Entry),
        Republication.Excerpt(report),
        report.Entry.Published?.UtcDateTime,
        report.Entry.Arrived.UtcDateTime,
        report.Entry.Changed?.UtcDateTime,
        report.DuplicateOf?.Value,
        report.Score,
        report.Why);
}

/// <summary>Who published an entry.</summary>
/// <param name="Id">ID of the source.</param>
/// <param name="Kind">Who is behind it, as in <c>?kind=</c>.</param>
/// <param name="Countries">ISO 3166-1 codes of the countries that it reports from or speaks for.</param>
internal sealed record ApiOutlet(string Id, string Title, string? Kind, IReadOnlyList<string> Countries)
{
    public static ApiOutlet From(Source source) => new(source.Id.Value, source.Title, source.Kind?.Name(), source.Countries);
}
