using System.Net;
using System.Text;
using FeedHub.Server.Sample;

namespace FeedHub.Tests.Server.Sample;

public sealed class SampleOutletsTests
{
    private static readonly DateTimeOffset Newest = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Forty_outlets_publish_in_every_format_and_two_encodings()
    {
        await using var outlets = await StartAsync();
        using var client = new HttpClient();
        var types = new HashSet<string>();
        foreach (var source in outlets.Sources)
        {
            using var answer = await client.GetAsync(source.Url);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            types.Add(answer.Content.Headers.ContentType!.ToString());
        }

        Assert.Equal(40, outlets.Sources.Count);
        Assert.Equal(["az", "en", "hy", "ka", "ru", "tr"], outlets.Sources.Select(s => s.Language).Distinct().Order());
        Assert.Superset(
            new HashSet<string>
            {
                "application/rss+xml; charset=utf-8", "application/rss+xml; charset=windows-1251", "application/rdf+xml; charset=utf-8",
                "application/atom+xml; charset=utf-8", "application/feed+json; charset=utf-8",
            },
            types);
    }

    [Fact]
    public async Task An_outlet_says_304_to_its_own_validator()
    {
        await using var outlets = await StartAsync();
        using var client = new HttpClient();
        using var first = await client.GetAsync(outlets.Sources[0].Url);
        using var again = new HttpRequestMessage(HttpMethod.Get, outlets.Sources[0].Url);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task A_windows_1251_feed_holds_its_words_in_that_encoding()
    {
        await using var outlets = await StartAsync();
        using var client = new HttpClient();
        var source = outlets.Sources.Single(s => s.Id.Value == "src-ru-2");
        var bytes = await client.GetByteArrayAsync(source.Url);
        Assert.Contains(source.Title, CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_carries_the_items_without_their_labels()
    {
        using var stream = typeof(SampleOutlets).Assembly.GetManifestResourceStream("Sample/stories.jsonl")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        Assert.All(
            ["\"story\"", "\"kind\"", "\"dup_of\"", "\"regions\"", "\"topics\"", "\"orig_id\""],
            label => Assert.DoesNotContain(label, text, StringComparison.Ordinal));
    }

    private static async Task<SampleOutlets> StartAsync()
    {
        var outlets = new SampleOutlets(Newest);
        await outlets.StartAsync(default);
        return outlets;
    }
}
