using FeedHub.Benchmarks.HostileConfig;

namespace FeedHub.Tests.Server.Configuration;

/// <summary>A fortieth of what <c>FeedHub.Benchmarks hostile-config</c> does by hand.</summary>
public class HostileConfigTests
{
    private const int Count = 5_000;
    private const long MaxAllocated = 200_000_000;

    [Fact]
    public async Task No_hostile_file_post_or_page_harms_more_than_itself()
    {
        var files = new HostileFiles(seed: 1, large: 1);
        await using var trial = await HostileTrial.StartAsync();
        for (var number = 0; number < Count; number++)
        {
            var file = files.Make(number);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var harm = trial.Put(file);
            Assert.True(harm is null, $"{file.Kind} {number}: {harm}");
            Assert.True(
                GC.GetAllocatedBytesForCurrentThread() - before < MaxAllocated, $"{file.Kind} {number} of {file.Text.Length} characters");
        }
    }
}
