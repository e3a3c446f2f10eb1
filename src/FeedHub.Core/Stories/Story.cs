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
    /// story.
    /// </summary>
    public IReadOnlyList<string> Why { get; init; } = [];
    public Subjects Subjects { get; init; } = Subjects.None;
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
    /// <summary>The report that represents the story, among those that match the reader's filter (<see cref="StoryLead"/>).</summary>
    public required Report Lead { get; init; }
    /// <summary>ISO 3166 codes of the regions that it is about, strongest first.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The same story with a lead in the first of the reader's languages that has a report.</summary>
    /// <param name="languages">BCP 47 tags in order of preference.</param>
    public Story In(IReadOnlyList<string> languages)
    {
        foreach (var language in languages.Select(l => l.Split('-')[0]))
        {
            if (Reports.Where(t => t.Entry.Language.Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase))
                .ToList() is { Count: > 0 } own)
            {
                return this with { Lead = StoryLead.Choose(own) };
            }
        }
        return this;
    }
}
