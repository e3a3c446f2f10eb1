using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Commands;

/// <summary>What others wrote may not steer the terminal, nor look like a line of ours.</summary>
public sealed class ControlCharacterTests : IDisposable
{
    private const string Hostile = "a\u001b[31m\u0007\u009b\u007f\u202e\u2066\u2028\r\nfeedhub: all is well";
    private const string Markup = "a&#x9b;&#x7f;&#x202e;&#x2066;&#x2028;&#13;&#10;feedhub: all is well";
    private readonly TemporaryConfig config = new();

    [Fact]
    public async Task A_file_s_name_is_printed_without_them()
    {
        config.Write($"sources/{Hostile}.yaml", "id: [\n");
        config.Write($"series/weekly/briefs/{Hostile}.md", "---\n---\n");
        var run = await FeedHubRun.OfAsync("check", "--config", config.Folder);
        Assert.Equal(1, run.Code);
        Assert.Contains("feedhub: all is well", run.Output, StringComparison.Ordinal);
        AssertPlain(run.Output);
    }

    [Fact]
    public async Task A_text_of_a_subscription_list_is_printed_without_them()
    {
        var list = Path.Combine(config.Folder, "list.opml");
        await File.WriteAllTextAsync(list, $"<opml version='2.0'><body><outline text='{Markup}' xmlUrl='ftp://a.example/'/></body></opml>");
        var run = await FeedHubRun.OfAsync("opml", "import", list, "--config", config.Folder);
        Assert.Equal(1, run.Code);
        Assert.Contains("is not a web address", run.Error, StringComparison.Ordinal);
        AssertPlain(run.Error);
    }

    [Fact]
    public async Task What_was_given_on_the_command_line_is_printed_without_them()
    {
        foreach (var args in new[] { new[] { "try-source", Hostile }, ["parse", Hostile], ["check", "--nonsense" + Hostile],
            ["story", "merge", "1", Hostile] })
        {
            var run = await FeedHubRun.OfAsync([.. args, "--config", config.Folder]);
            Assert.NotEqual(0, run.Code);
            AssertPlain(run.Output + run.Error);
        }
    }

    [Fact]
    public async Task A_document_for_a_program_keeps_them_escaped()
    {
        var feed = Path.Combine(config.Folder, "feed.xml");
        await File.WriteAllTextAsync(
            feed, "<rss version=\"2.0\"><channel><title>a&#x202e;b&#x7f;&#x2066;\u00e9</title><link>http://t.example/</link><description/></channel></rss>");
        var run = await FeedHubRun.OfAsync("parse", feed);
        AssertPlain(run.Output);
        Assert.StartsWith("a\u202eb", run.Json.GetProperty("feed").GetProperty("title").GetString(), StringComparison.Ordinal);

        config.Write(
            "sources/alpha.yaml", TemporaryConfig.Source.Replace("title: Alpha", "title: \"a\\u202Eb\"", StringComparison.Ordinal));
        var list = await FeedHubRun.OfAsync("opml", "export", "--config", config.Folder, "--data", Path.Combine(config.Folder, "data"));
        AssertPlain(list.Output);
        Assert.Contains("text=\"a&#x202E;b\"", list.Output, StringComparison.Ordinal);
    }

    public void Dispose() => config.Dispose();

    /// <summary>Nothing but our own line ends and tabs, and no line that others wrote.</summary>
    private static void AssertPlain(string printed)
    {
        Assert.DoesNotContain(
            printed,
            c => (char.IsControl(c) && c is not '\n' and not '\t') || c is (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
        Assert.DoesNotContain(printed.Split('\n'), line => line.StartsWith("feedhub: all is well", StringComparison.Ordinal));
    }
}
