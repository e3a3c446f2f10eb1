using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>Reads stories with their reports.</summary>
internal static class StoryRows
{
    /// <summary>The columns of <c>story</c> that <see cref="Read"/> needs.</summary>
    public const string Columns = "id, arrived, updated";

    /// <summary>The columns of <c>entry</c> and <c>entry_text</c> that <see cref="Report"/> needs.</summary>
    public static readonly string ReportColumns = $"duplicate_of, score, why, subjects, {EntryTable.Names}, texts";

    /// <summary>A story before its reports are known.</summary>
    public readonly record struct Row(long Id, DateTimeOffset Arrived, DateTimeOffset Updated);

    public static Row Read(SqlRow row) => new(row.Number("id"), row.Instant("arrived"), row.Instant("updated"));

    /// <summary>The stories of these rows, in their order.</summary>
    /// <param name="query">The reports that it asks for may lead.</param>
    public static async Task<IReadOnlyList<Story>> StoriesAsync(
        SqlSession sql, IReadOnlyList<Row> stories, StoryQuery query, TextExtent extent)
    {
        if (stories.Count == 0)
            return [];
        List<long> ids = [.. stories.Select(s => s.Id)];
        var reports = await ReportsAsync(sql, ids, extent == TextExtent.Whole ? EntryTexts.From : EntryTexts.ExcerptFrom);
        Func<IReadOnlyList<Report>, Report> choose = extent == TextExtent.Lead ? StoryLead.Steady : StoryLead.Choose;
        // One that was merged between the two statements has none any more.
        var read = stories.Where(story => reports.Contains(story.Id))
            .Select(story => Story(story, [.. reports[story.Id]], query, choose)).ToList();
        return extent == TextExtent.Lead ? await WithLeadsWholeAsync(sql, read) : read;
    }

    /// <summary>The reports of stories, by the number of the story, in order of arrival.</summary>
    /// <param name="texts">Unpacks as much of their texts as is needed.</param>
    public static async Task<ILookup<long, Report>> ReportsAsync(SqlSession sql, List<long> stories, Func<byte[], EntryTexts> texts)
    {
        var which = await sql.Dialect.OfStoriesAsync(sql, stories);
        var declared = await sql.QueryAsync(
            $"SELECT declaration FROM source WHERE id IN (SELECT source_id FROM entry WHERE {which.Text})",
            SourceRows.Declaration,
            [.. which.Values]);
        var sources = declared.ToDictionary(s => s.Id);
        var reports = await sql.QueryAsync(
            $"""
            SELECT story_id, {ReportColumns} FROM entry JOIN entry_text USING (seq) WHERE {which.Text} ORDER BY seq
            """,
            row => (Story: row.Number("story_id"), Report: Report(row, sources, texts)),
            [.. which.Values]);
        return reports.ToLookup(t => t.Story, t => t.Report);
    }

    public static Report Report(SqlRow row, Dictionary<SourceId, Source> sources, Func<byte[], EntryTexts> texts)
    {
        var entry = EntryTable.Read(row, texts(row.Bytes("texts")));
        return new(entry, sources[entry.Source])
        {
            DuplicateOf = row.TextOrNull("duplicate_of") is { } original ? new EntryId(original) : null,
            Score = row.Real("score"),
            Why = row.Json("why", StoredJson.Default.IReadOnlyListString),
            Subjects = row.IsNull("subjects") ? Subjects.None : row.Json("subjects", StoredJson.Default.Subjects),
        };
    }

    public static Story Story(
        Row row, List<Report> reports, StoryQuery query, Func<IReadOnlyList<Report>, Report> choose)
    {
        var subjects = new StorySubjects();
        foreach (var report in reports.Where(t => t.DuplicateOf is null))
            subjects.Add(report.Subjects);
        var asked = AskedReports.From(query, reports);
        return new Story
        {
            Id = new StoryId(row.Id),
            Arrived = row.Arrived,
            Updated = row.Updated,
            Reports = reports,
            Asked = asked,
            Lead = choose(asked),
            Regions = subjects.Regions,
            Topics = subjects.Topics,
        };
    }

    private static async Task<IReadOnlyList<Story>> WithLeadsWholeAsync(SqlSession sql, List<Story> stories)
    {
        List<string> leads = [.. stories.Select(s => s.Lead.Entry.Id.Value)];
        var numbers = await EntryTable.NumbersAsync(sql, leads);
        var read = await sql.QueryAsync(
            $"SELECT seq, texts FROM entry_text WHERE {sql.Dialect.AnyOf("seq", "@seqs")}",
            row => (Number: row.Number("seq"), Texts: EntryTexts.From(row.Bytes("texts"))),
            ("@seqs", numbers.Values.ToList()));
        var texts = read.ToDictionary(t => t.Number, t => t.Texts);
        return [.. stories.Select(story =>
        {
            var (summary, text, content) = texts[numbers[story.Lead.Entry.Id.Value]];
            var lead = story.Lead with { Entry = story.Lead.Entry with { Summary = summary, Content = content, Text = text } };
            return story with { Lead = lead, Reports = [.. story.Reports.Select(t => t.Entry.Id == lead.Entry.Id ? lead : t)] };
        })];
    }
}
