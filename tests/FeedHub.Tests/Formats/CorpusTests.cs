using System.Diagnostics;
using System.Text.Json;

namespace FeedHub.Tests.Formats;

/// <summary>The sets that all feed readers are measured by; they stand beside the repository where it is developed.</summary>
public class CorpusTests
{
    [Theory]
    [InlineData("feedparser", "99", "parse", "--batch")]
    [InlineData("feedparser_sanitize", "100", "parse", "--sanitize", "--batch", "--tag", "sanitize-property")]
    public async Task The_corpus_reads_as_it_says(string set, string least, string verb, params string[] options)
    {
        var corpus = RepositoryFiles.SharedOrSkip("corpus");
        var tag = Array.IndexOf(options, "--tag") is var at and >= 0 ? options[at..] : [];
        var command = new[] { verb }.Concat(options.Except(tag));
        using var checker = Process.Start(new ProcessStartInfo(
            "python3",
            [Path.Combine(corpus, "check.py"), "--batch", .. tag, "--min", least, Path.Combine(corpus, set), "--", "dotnet",
                Path.Combine(AppContext.BaseDirectory, "feedhub.dll"), .. command])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await checker.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await checker.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(checker.ExitCode == 0, output);
    }

    [Fact]
    public void Every_date_of_the_corpus_is_read_or_refused_as_a_pubDate()
    {
        var dates = JsonDocument.Parse(
            File.ReadAllBytes(RepositoryFiles.SharedOrSkip("corpus", "feedparser_dates", "dates.json"))).RootElement
            .EnumerateArray()
            .ToList();
        Assert.Equal(72, dates.Count);
        Assert.All(dates, date =>
        {
            var text = date.GetProperty("input").GetString()!;
            var item = Assert.Single(FeedReaderTests.Read($"<rss version=\"2.0\"><channel><item><title>A</title><pubDate>{System.Security.SecurityElement.Escape(text)}</pubDate></item></channel></rss>").Items);
            DateTimeOffset? expected = date.GetProperty("equals") is { ValueKind: JsonValueKind.String } instant
                ? instant.GetDateTimeOffset()
                : null;
            Assert.True(
                expected?.ToUnixTimeSeconds() == item.Published?.ToUnixTimeSeconds(), $"{text}: {item.Published:O}, not {expected:O}");
        });
    }
}
