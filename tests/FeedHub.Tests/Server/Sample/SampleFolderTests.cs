using FeedHub.Server.Sample;
using FeedHub.Server.Terminal;

namespace FeedHub.Tests.Server.Sample;

public sealed class SampleFolderTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("feedhub-").FullName;

    [Fact]
    public async Task The_newest_item_is_a_few_minutes_old_and_stays_that_date()
    {
        var first = await SampleFolder.OpenAsync(folder, Now, default);
        Assert.InRange(Now - first, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
        Assert.Equal(first, await SampleFolder.OpenAsync(folder, Now.AddDays(3), default));
    }

    [Fact]
    public async Task The_sample_is_not_mixed_with_other_data()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "feedhub.db"), "");
        await Assert.ThrowsAsync<CommandFailure>(() => SampleFolder.OpenAsync(folder, Now, default));
    }

    [Fact]
    public async Task Sample_data_are_not_served_as_real()
    {
        SampleFolder.RefuseIn(folder);
        await SampleFolder.OpenAsync(folder, Now, default);
        Assert.Throws<CommandFailure>(() => SampleFolder.RefuseIn(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
