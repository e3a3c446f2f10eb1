using System.Text.Json;
using FeedHub.Core.Content;

namespace FeedHub.Tests.Core.Content;

public class SanitizeCorpusTests
{
    [Fact]
    public async Task Every_fragment_of_the_feedparser_corpus_comes_out_safe()
    {
        await using var file = File.OpenRead(RepositoryFiles.SharedOrSkip("corpus", "feedparser_sanitize", "fragments.json"));
        using var fragments = await JsonDocument.ParseAsync(file);
        var faults = fragments.RootElement.EnumerateArray()
            .Select(
                f =>
                    (
                        File: f.GetProperty("file").GetString(),
                        Clean: HtmlCleaner.Clean(f.GetProperty("input").GetString()!, "http://example.com/")))
            .Where(f => SafeHtml.Fault(f.Clean) is not null || SafeHtml.Mutation(f.Clean) is not null)
            .ToList();
        Assert.Empty(faults);
        Assert.Equal(712, fragments.RootElement.GetArrayLength());
    }
}
