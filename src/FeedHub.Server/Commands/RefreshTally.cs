using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Stories.Grouping;

namespace FeedHub.Server.Commands;

/// <summary>The figures of a refresh so far.</summary>
internal sealed class RefreshTally(TimeProvider clock)
{
    private readonly long started = clock.GetTimestamp();
    private readonly List<RefreshReport> failures = [];
    private int sources;
    private int notModified;
    private int entriesNew;
    private int entriesUpdated;

    public int Sources => sources;

    public IReadOnlyList<RefreshReport> Failures => failures;

    public void Add(RefreshReport report)
    {
        sources++;
        if (report.Failure is not null)
            failures.Add(report);
        else if (report.NotModified)
            notModified++;
        entriesNew += report.Counts.New;
        entriesUpdated += report.Counts.Updated;
    }

    public RefreshSummary Summary(GroupingCounts grouped) => new(
        sources, sources - notModified - failures.Count, notModified, failures.Count,
        entriesNew, entriesUpdated, grouped.NewStories, Math.Round(clock.GetElapsedTime(started).TotalSeconds, 3));
}

/// <summary>The figures of a refresh, as <c>--json</c> prints them.</summary>
/// <param name="Fetched">Sources that sent a readable feed that differed from the previous one.</param>
internal sealed record RefreshSummary(
    int Sources, int Fetched, int NotModified, int Failed, int EntriesNew, int EntriesUpdated, int StoriesNew, double Seconds)
{
    public string ToJson() => JsonSerializer.Serialize(this, RefreshJson.Default.RefreshSummary);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RefreshSummary))]
internal sealed partial class RefreshJson : JsonSerializerContext;
