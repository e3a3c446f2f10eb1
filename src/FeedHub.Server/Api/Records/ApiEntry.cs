using FeedHub.Core.Entries;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Walking;

namespace FeedHub.Server.Api.Records;

/// <summary>One item of one source.</summary>
/// <param name="Id">Permanent, and the same on every server.</param>
/// <param name="Story">The number of its story; absent until it is grouped.</param>
/// <param name="Title">The outlet's title, else the beginning of the text that may be shown.</param>
/// <param name="Url">Its page at the outlet.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Excerpt">The beginning of its text, if its source lets us show it.</param>
/// <param name="Html">Its whole text as safe HTML, if its source lets us show it; only where one entry is asked for.</param>
/// <param name="Categories">The outlet's own, in its words.</param>
/// <param name="Dated">The outlet's own date.</param>
/// <param name="Updated">When the outlet says that it was changed.</param>
/// <param name="FirstSeen">When FeedHub first stored it; lists are in this order.</param>
/// <param name="Changed">When FeedHub first saw its present text, if that has changed.</param>
internal sealed record ApiEntry(
    string Id, long? Story, ApiOutlet Source, string Title, string? Url, string? Language, string? Excerpt, string? Html,
    IReadOnlyList<string> Authors, IReadOnlyList<string> Categories, DateTime? Dated, DateTime? Updated, DateTime FirstSeen,
    DateTime? Changed)
{
    public static ApiEntry From(ArrivedEntry arrived)
    {
        var (entry, report) = (arrived.Report.Entry, arrived.Report);
        return new(
            entry.Id.Value,
            arrived.Story?.Value,
            ApiOutlet.From(report.Source),
            Republication.Headline(report),
            Republication.Link(report),
            LanguageOf(entry),
            Republication.Excerpt(report),
            Html: null,
            [.. entry.Authors.Select(a => a.Name).OfType<string>()],
            entry.Categories,
            entry.Published?.UtcDateTime,
            entry.Updated?.UtcDateTime,
            entry.Arrived.UtcDateTime,
            entry.Changed?.UtcDateTime);
    }

    /// <summary>The same with its whole text.</summary>
    public static ApiEntry WithText(ArrivedEntry arrived) => From(arrived) with { Html = Republication.Html(arrived.Report) };

    public static string? LanguageOf(Entry entry) => entry.Language == "und" ? null : entry.Language;
}
