namespace FeedHub.Tests.Server.Commands;

public sealed class FeedHubCommandLineTests
{
    [Theory]
    [InlineData("serv", "'serv'")]
    [InlineData("refresh --al", "'--al'")]
    [InlineData("refresh extra", "'extra'")]
    [InlineData("--data a refresh --data b", "'--data'")]
    [InlineData("serve --urls 8080", "'8080' is not an address to listen on")]
    [InlineData("serve --urls http://127.0.0.1:70000", "'http://127.0.0.1:70000' is not an address to listen on")]
    [InlineData("serve --urls http://127.0.0.1:8080/path", "is not an address to listen on")]
    [InlineData("--public-url feeds.example.org", "'feeds.example.org' is not a public address")]
    [InlineData("--public-url https://feeds.example.org/?a=b", "is not a public address")]
    [InlineData("--allow-network everywhere", "'everywhere' is not a network")]
    [InlineData("--allow-network 10.0.0.0/33", "'10.0.0.0/33' is not a network")]
    [InlineData("refresh --opml no-such.opml", "no file 'no-such.opml'")]
    [InlineData("refresh --config no-such-folder", "no folder 'no-such-folder'")]
    [InlineData("backup", "'backup'")]
    public async Task A_command_line_that_is_not_understood_says_why_and_exits_2(string line, string reason)
    {
        var (code, output, error) = await FeedHubRun.OfAsync(line.Split(' '));
        Assert.Equal(2, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("--help", "serve --sample")]
    [InlineData("serve --help", "feedhub serve --sample")]
    [InlineData("refresh --help", "feedhub refresh --all --json | tail -n 1")]
    [InlineData("refresh --nonsense --help", "--source <ID>")]
    public async Task Help_teaches_by_example(string line, string example)
    {
        var (code, output, _) = await FeedHubRun.OfAsync(line.Split(' '));
        Assert.Equal(0, code);
        Assert.Contains(example, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_to_try_next_names_the_whole_verb() =>
        Assert.EndsWith(
            "Try: feedhub opml import --help\n", (await FeedHubRun.OfAsync("opml", "import")).Error.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("backup copy.db", 3)]
    [InlineData("restore copy.db", 1)]
    public async Task What_cannot_be_done_is_told_in_one_line(string line, int expected)
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        try
        {
            var (code, _, error) = await FeedHubRun.OfAsync($"{line} --data {folder}".Split(' '));
            Assert.Equal(expected, code);
            Assert.Single(error.TrimEnd().Split('\n'));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
