using FeedHub.Benchmarks.Histories;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Core.Entries;

/// <summary>
/// Sources that change IDs, links and the rest, generated with the truth. More of them run by hand: <c>FeedHub.Benchmarks histories</c>.
/// </summary>
public sealed class HistoryTests : IDisposable
{
    private const int PerKind = 5;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("feedhub-");

    [Fact]
    public async Task Whatever_an_outlet_changes_no_item_is_doubled_swallowed_revised_for_nothing_or_taken_for_a_copy()
    {
        var findings = await HistoryRun.FindAsync(seed: 1, 0, PerKind * HistoryKinds.All.Count, folder.FullName, ShippedGazetteer.Tagger);
        Assert.DoesNotContain(findings, f => !f.IsRight && HistoryKinds.All[f.Number % HistoryKinds.All.Count].Allowed is null);
    }

    [Fact]
    public void At_most_four_kinds_may_go_wrong() => Assert.True(HistoryKinds.All.Count(k => k.Allowed is not null) <= 4);

    public void Dispose() => folder.Delete(recursive: true);
}
