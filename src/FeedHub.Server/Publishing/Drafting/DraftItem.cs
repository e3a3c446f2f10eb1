using System.Text;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Urls;
using FeedHub.Server.Configuration.Files;

namespace FeedHub.Server.Publishing.Drafting;

/// <summary>
/// One story as an item of “What we are watching”: a label of known names, who told it and when, the reports as sources, and the filter by
/// which more of the affair is found. Whatever an outlet wrote is quoted, and shown exactly.
/// </summary>
internal sealed class DraftItem
{
    /// <summary>Characters of a title; no outlet's is as long, and fifty items must fit into a brief.</summary>
    private const int MaxTitle = 300;

    private const int MaxNames = 3;

    private readonly Story story;
    private readonly DraftWording words;
    private readonly IReadOnlyList<GazetteerEntry> names;
    private readonly string? topic;

    public DraftItem(Story story, DraftWording words, Tagger tagger)
    {
        (this.story, this.words) = (story.In([words.Language]), words);
        names = StoryNames.Of(story, tagger, MaxNames);
        // One that the gazetteer in force still has, under which the story is found.
        var known = tagger.Contents.Topics.Select(t => t.Id).ToHashSet();
        topic = story.Topics.FirstOrDefault(t => known.Contains(t) && story.Reports.Any(r => TimelineConditions.Topic.Of(r).Contains(t)));
    }

    /// <summary>Labels of which the first that no other item has is to be taken; plain text.</summary>
    public IEnumerable<string> Labels
    {
        get
        {
            var named = string.Join(", ", names.Select(NameOf));
            var subject = topic is null ? "" : DraftVocabulary.Topic(topic, words.Language);
            var label = named.Length > 0 && subject.Length > 0 ? $"{named}: {subject}" : named + subject;
            if (label.Length > 0)
            {
                yield return label;
                yield return $"{label} ({words.Day(story.FirstReported)})";
            }
            yield return $"{(label.Length > 0 ? label + ", " : "")}{words.Story} {story.Id}";
        }
    }

    /// <param name="label">Plain text.</param>
    /// <param name="most">Reports that are listed; at least one.</param>
    /// <param name="site">Our own address, for the page with all reports.</param>
    public string Markdown(string label, int most, SiteAddress site)
    {
        var item = new StringBuilder($"**{ForeignText.Words(label)}.** {Quotation()} {Telling()}\n\n");
        var shown = Sources(most);
        foreach (var report in shown)
            item.Append("- ").Append(Source(report)).Append('\n');
        if (shown.Count < story.Reports.Count)
        {
            var all = ForeignText.Words(words.AllReports(story.Reports.Count));
            item.Append("- ").Append(ForeignText.Link(all, site.Absolute($"/stories/{story.Id}"))).Append('\n');
        }
        return item.Append(Watch() is { } watch ? $"\n{watch}\n" : "").ToString();
    }

    /// <summary>What the leading report says in its title, as a quotation.</summary>
    private string Quotation()
    {
        var (lead, outlet) = (story.Lead, ForeignText.Words(story.Lead.Source.Title));
        var language = Primary(lead) == words.Language || Primary(lead) == "und"
            ? null : DraftVocabulary.Language(Primary(lead), words.Language);
        return Title(lead) is { } title ? words.Wrote(outlet, language, title) : words.Untitled(outlet);
    }

    /// <summary>By how many it was told, of which kinds, in which languages, and when.</summary>
    private string Telling()
    {
        var coverage = StoryCoverage.From(story.Reports);
        return words.Told(
            coverage.Outlets,
            words.List([.. coverage.Kinds.Select(k => DraftVocabulary.Kind(k, words.Language))]),
            words.List([.. coverage.Languages.Select(l => DraftVocabulary.Language(l, words.Language))]),
            words.When(story.FirstReported, story.Reports.Max(r => r.ReportedAt)));
    }

    /// <summary>
    /// The lead, then the first report of each outlet, then others, as many as are listed; in the order in which they were made.
    /// </summary>
    private List<Report> Sources(int most) =>
    [
        .. story.OtherReports.Prepend(story.Lead).OrderBy(r => r.ReportedAt)
            .GroupBy(r => r.Source.Outlet).SelectMany(outlet => outlet.Select((report, place) => (report, place)))
            .OrderBy(s => s.report.Entry.Id == story.Lead.Entry.Id ? -1 : s.place).Take(most)
            .Select(s => s.report).OrderBy(r => r.ReportedAt),
    ];

    private string Source(Report report)
    {
        var (outlet, day) = (ForeignText.Words(report.Source.Title), words.Day(report.ReportedAt));
        return Title(report) is { } title
            ? $"{ForeignText.Link(title, Republication.Link(report))}, {outlet}, {day}"
            : $"{ForeignText.Link(outlet, Republication.Link(report))}, {day}";
    }

    /// <summary>The title in quotation marks, else the beginning of the text that may be shown; null if there is neither.</summary>
    private string? Title(Report report)
    {
        var title = report.Entry.Title.Length > 0 || Republication.Excerpt(report) is not null
            ? ForeignText.Line(Republication.Headline(report)) : "";
        return title.Length == 0 ? null : ForeignText.Words(words.Quoted(PlainText.Excerpt(title, MaxTitle)));
    }

    /// <summary>The line that finds more of the affair; null if all that we know of it would find far too much.</summary>
    private string? Watch()
    {
        if (names is not [var first, ..])
            return null;
        var name = names.FirstOrDefault(n => !StoryNames.IsWide(n)) ?? first;
        if (Values.Slug(name.Id).Wrong is not null || (topic is null && StoryNames.IsWide(name)))
            return null;
        return $"watch: {{entity: {name.Id}{(topic is null ? "" : $", topic: {topic}")}}}";
    }

    private string NameOf(GazetteerEntry entry) => entry.Names.FirstOrDefault(n => n.Language == words.Language)?.Text ?? entry.Title;

    private static string Primary(Report report) => report.Entry.Language.Split('-')[0];
}
