using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Core.Stories;

/// <summary>The permanent number of a story; a higher number arrived later.</summary>
public readonly record struct StoryId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An entry as part of a story.</summary>
public sealed record Report(Entry Entry, Source Source)
{
    /// <summary>The report whose text this one copies.</summary>
    public EntryId? DuplicateOf { get; init; }
    /// <summary>
    /// Its similarity to the story when it was added, or when its own story was merged into this one, from 0 to 1; 0 for the first.
    /// </summary>
    public double Score { get; init; }
    /// <summary>
    /// What it shares with the story, in descending order of weight; empty for the first, unless an editor keeps it apart from another
    /// story, or it tells several events.
    /// </summary>
    public IReadOnlyList<string> Why { get; init; } = [];
    public Subjects Subjects { get; init; } = Subjects.None;

    /// <summary>
    /// When its outlet reported it, as far as is known: its own date, or its arrival if it has no date or a later one. Reports from one
    /// poll arrive at the same instant, so their own dates show which was first.
    /// </summary>
    public DateTimeOffset ReportedAt => Entry.Published is { } published && published < Entry.Arrived ? published : Entry.Arrived;

    /// <summary>Whether a copy says what this report says: on the same page, an outlet may tell it in another language.</summary>
    public bool Repeats(Report original) => Entry.Source == original.Entry.Source || Entry.Language == original.Entry.Language
        || Entry.Title == original.Entry.Title;
}

/// <summary>The entries that report the same event.</summary>
public sealed record Story
{
    public required StoryId Id { get; init; }
    /// <summary>When FeedHub first stored it.</summary>
    public required DateTimeOffset Arrived { get; init; }
    /// <summary>When a report was last added or changed its text.</summary>
    public required DateTimeOffset Updated { get; init; }
    /// <summary>Every report, by arrival; at least one.</summary>
    public required IReadOnlyList<Report> Reports { get; init; }
    /// <summary>The reports that match the reader's filter; all if there is none.</summary>
    public IReadOnlyList<Report> Asked { get => field ?? Reports; init; }
    /// <summary>The report that heads the story, one of <see cref="Asked"/> (<see cref="StoryLead"/>).</summary>
    public required Report Lead { get; init; }
    /// <summary>ISO 3166 codes of the regions that it is about, strongest first.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>
    /// When the last of its reports was made, or was seen to have changed. <see cref="Updated"/> is when FeedHub knew of it, which for all
    /// that a first poll brings is the same minute.
    /// </summary>
    public DateTimeOffset LastReported =>
        Reports.Max(t => t.Entry.Changed is { } changed && changed > t.ReportedAt ? changed : t.ReportedAt);

    /// <summary>When the first of its reports was made.</summary>
    public DateTimeOffset FirstReported => Reports.Min(t => t.ReportedAt);

    /// <summary>The report that was first.</summary>
    public Report First => Reports.MinBy(t => t.ReportedAt)!;

    /// <summary>The reports beside the lead, by arrival, without those that only repeat a text that is shown.</summary>
    public IEnumerable<Report> OtherReports => Reports.Where(t => t.Entry.Id != Lead.Entry.Id && !IsRepeated(t));

    private bool IsRepeated(Report report) =>
        (report.DuplicateOf is { } original && Reports.Any(t => t.Entry.Id == original && report.Repeats(t)))
            || (Lead.DuplicateOf == report.Entry.Id && Lead.Repeats(report));

    /// <summary>The same story, headed in the first of the reader's languages in which a report matches the filter.</summary>
    /// <param name="languages">BCP 47 tags in order of preference.</param>
    public Story In(IReadOnlyList<string> languages)
    {
        foreach (var language in languages.Select(l => l.Split('-')[0]))
        {
            if (Asked.Where(t => t.Entry.Language.Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase))
                .ToList() is { Count: > 0 } own)
            {
                return this with { Lead = StoryLead.Newest(own) };
            }
        }
        return this;
    }
}
