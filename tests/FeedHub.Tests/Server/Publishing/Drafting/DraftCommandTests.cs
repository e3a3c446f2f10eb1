using FeedHub.Core.Briefs;
using FeedHub.Server.Terminal;
using FeedHub.Tests.Server.Commands;

namespace FeedHub.Tests.Server.Publishing.Drafting;

/// <summary><c>feedhub brief draft</c>, beside a running server.</summary>
public sealed class DraftCommandTests : IAsyncLifetime
{
    private readonly DraftingDesk desk = new();

    public async ValueTask InitializeAsync()
    {
        await desk.TellAsync(DraftingDesk.Report("The bridge is open"));
        await desk.TellAsync(DraftingDesk.Report("The bridge is closed"));
        await desk.OpenAsync();
    }

    [Fact]
    public async Task It_says_where_the_draft_is()
    {
        var run = await RunAsync("--stories", "2, 1", "--title", "Bridges");
        Assert.Equal((0, ""), (run.Code, run.Error));
        var file = Path.Combine(desk.Data, "briefs", "in-en", "bridges.md");
        Assert.Equal(
            $"in-en/bridges: a draft of 2 stories, in {file}.\nFinish it at https://hub.example/editors/series/in-en/briefs/bridges.\n",
            run.Output);
        Assert.Equal(BriefStatus.Draft, desk.Read("en", await File.ReadAllTextAsync(file)).Status);
        await Endpoints.RunningHub.WaitAsync(() => Task.FromResult(desk.SeriesIn("en").Drafts.Count == 1));
    }

    [Fact]
    public async Task With_out_it_writes_a_new_file_or_to_standard_output_and_nothing_else()
    {
        var file = Path.Combine(desk.Config.Folder, "draft.md");
        Assert.Equal(0, (await RunAsync("--query", "bridge", "--limit", "1", "--out", file)).Code);
        var text = await File.ReadAllTextAsync(file);
        var item = Assert.Single(DraftingDesk.ItemsOf(desk.Read("en", text)));
        Assert.Contains("“The bridge is closed”", item.Html, StringComparison.Ordinal);
        var printed = await RunAsync("--query", "bridge", "--limit", "1", "--out", "-");
        Assert.Equal((0, text), (printed.Code, printed.Output));
        var again = await RunAsync("--stories", "1", "--out", file);
        Assert.Equal(CommandFailure.Failed, again.Code);
        Assert.Contains("already exists", again.Error, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(file));
        Assert.False(Directory.Exists(Path.Combine(desk.Data, "briefs", "in-en")));
    }

    [Theory]
    [InlineData("--stories", CommandFailure.Usage, "--stories", "one")]
    [InlineData("--stories", CommandFailure.Failed, "--stories", "1,99")]
    [InlineData("--query", CommandFailure.Usage, "--query", "(bridge")]
    [InlineData("--query", CommandFailure.Failed, "--query", "nobody")]
    [InlineData("--limit", CommandFailure.Usage, "--query", "bridge", "--limit", "0")]
    [InlineData("--limit", CommandFailure.Usage, "--query", "bridge", "--limit", "51")]
    [InlineData("--view", CommandFailure.Failed, "--view", "nothing")]
    [InlineData("--view", CommandFailure.Usage, "--view", "russian", "--query", "bridge")]
    [InlineData("--stories", CommandFailure.Usage, "--stories", "1", "--query", "bridge")]
    [InlineData("--stories", CommandFailure.Usage)]
    [InlineData("--title", CommandFailure.Failed, "--stories", "1", "--title", " ")]
    public async Task What_is_wrong_is_named(string option, int code, params string[] args)
    {
        var run = await RunAsync(args);
        Assert.Equal((code, ""), (run.Code, run.Output));
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private Task<FeedHubRun> RunAsync(params string[] args) => FeedHubRun.OfAsync(
        ["brief", "draft", "--series", "in-en", "--config", desk.Config.Folder, "--data", desk.Data, .. args]);
}
