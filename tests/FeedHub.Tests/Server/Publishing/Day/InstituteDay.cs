using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Origin;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Publishing.Day;

/// <summary>A day at an institute with two series: one follows its WordPress, the other the feed of a category of it.</summary>
internal sealed partial class InstituteDay : IAsyncDisposable
{
    /// <summary>Twelve of the institute's posts are public when the day begins.</summary>
    public const int Posts = 12;

    private readonly string hook;

    private InstituteDay(FollowedInstitute institute)
    {
        Institute = institute;
        hook = Hook().Match(Table.Text).Groups[1].Value;
    }

    public FollowedInstitute Institute { get; }
    public WordPress WordPress => Institute.WordPress;
    public DayTable Table { get; } = new();
    /// <summary>What was done so far, in order.</summary>
    public List<string> Done { get; } = [];

    public static async Task<InstituteDay> BeginAsync()
    {
        var institute = await FollowedInstitute.OpenAsync(Posts);
        // What the posts name; people and organisations would be read again with each command.
        string[] files =
        [
            "section-names.yaml",
            .. new[] { "countries", "topics", "places-am", "places-az", "places-ru" }.Select(file => $"gazetteer/{file}.yaml"),
        ];
        foreach (var file in files)
            institute.Config.Write(file, await File.ReadAllTextAsync(RepositoryFiles.Path("feeds-config", file)));
        var day = new InstituteDay(institute);
        day.FollowCategory(institute.Origin.Url(WordPress.Category));
        return day;
    }

    public void FollowCategory(string url) => Institute.Config.Write(
        "series/category/series.yaml",
        TemporaryConfig.Series.Replace("Weekly", "Category", StringComparison.Ordinal) + $"follow: {url}\n");

    /// <summary>Does a step of the day; a failure names it.</summary>
    public async Task StepAsync(string what, Func<Task> act)
    {
        Done.Add(what);
        try
        {
            await act();
        }
        catch (Exception fault)
        {
            var number = Table.NumberOf(what) is { } n ? $"Step {n} of docs/publishing.md" : $"Step {Done.Count} of the day in CI";
            Assert.Fail($"{number}, “{what}”: {fault}");
        }
    }

    /// <summary>Presses Publish or Update: the hook of the docs calls, and does not wait.</summary>
    public async Task PressAsync(params WordPressPostText[] posts)
    {
        foreach (var post in posts)
        {
            WordPress.Publish(post with { Modified = Institute.Clock.GetUtcNow() });
            using var answer = await Institute.SendAsync(HttpMethod.Post, hook);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
    }

    /// <summary>Requests a poll and waits for it.</summary>
    public async Task<JsonElement> PollAsync(string series = "weekly")
    {
        // Polls of a series begin two seconds apart.
        Institute.Clock.Advance(TimeSpan.FromSeconds(2));
        return await Institute.PollAsync(series);
    }

    /// <summary>Lets the clock run until it holds.</summary>
    public Task UntilAsync(Func<Task<bool>> holds) => RunningHub.WaitAsync(() =>
    {
        Institute.Clock.Advance(TimeSpan.FromMilliseconds(250));
        return holds();
    });

    /// <summary>Waits until readers of a series see these words in the item of a post.</summary>
    public async Task<JsonElement> VisibleAsync(WordPressPostText post, string words, string series = "weekly")
    {
        JsonElement? item = null;
        await UntilAsync(async () => (item = await ItemAsync(post, series)) is { } i && Says(i, words));
        return item!.Value;
    }

    /// <summary>What is public, by ID; what was withdrawn is in JSON Feed as a notice.</summary>
    public async Task<Dictionary<string, JsonElement>> ItemsAsync(string series = "weekly") =>
        (await Institute.Hub.Client.JsonFeedAsync($"/series/{series}/feed.json")).GetProperty("items").EnumerateArray()
            .Where(i => !i.GetProperty("title").GetString()!.StartsWith("Withdrawn: ", StringComparison.Ordinal))
            .ToDictionary(i => i.GetProperty("id").GetString()!);

    public async Task<JsonElement?> ItemAsync(WordPressPostText post, string series = "weekly") =>
        (await ItemsAsync(series)).TryGetValue(WordPress.Guid(post.Number), out var item) ? item : null;

    public static bool Says(JsonElement item, string words) =>
        (item.GetProperty("title").GetString() + item.GetProperty("content_html").GetString()).Contains(words, StringComparison.Ordinal);

    /// <summary>The places of ours where a reader finds these words.</summary>
    public async Task<IReadOnlyList<string>> WhereAsync(string words, string series = "weekly")
    {
        var found = new List<string>();
        string[] places = [$"/series/{series}", .. Formats(series), $"/embed/series/{series}", "/sitemap.xml"];
        foreach (var place in places)
        {
            if ((await Institute.Hub.Client.GetStringAsync(place)).Contains(words, StringComparison.Ordinal))
                found.Add(place);
        }
        return found;
    }

    public static IEnumerable<string> Formats(string series) =>
        new[] { "rss", "atom", "json" }.Select(format => $"/series/{series}/feed.{format}");

    public static string PageOf(JsonElement item) => new Uri(item.GetProperty("url").GetString()!).AbsolutePath;

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await Institute.Hub.Client.GetAsync(path);
        return answer.StatusCode;
    }

    /// <summary>An editor with a shell changes the file of a brief, and readers see it.</summary>
    /// <param name="shown">What its page shows then.</param>
    public async Task EditAsync(int n, string old, string now, string shown)
    {
        var text = await File.ReadAllTextAsync(Institute.FileOf(n));
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Institute.FileOf(n), text.Replace(old, now, StringComparison.Ordinal));
        await UntilAsync(async () =>
            (await Institute.Hub.Client.GetStringAsync($"/series/weekly/question-{n}")).Contains(shown, StringComparison.Ordinal));
    }

    /// <summary>Runs <c>feedhub brief</c>, which must succeed; what it said.</summary>
    public async Task<string> BriefAsync(params string[] words)
    {
        var run = await Institute.RunAsync(["brief", .. words]);
        Assert.True(run.Code == 0, run.Error);
        return run.Output;
    }

    /// <summary>The IDs of a feed, as a reader that follows redirects gets them.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(string url)
    {
        using var client = new HttpClient();
        var read = FeedReader.Read(await client.GetByteArrayAsync(url), new FeedHub.Formats.FeedOrigin());
        return [.. Assert.IsType<FeedReading.Readable>(read).Document.Items.Select(i => i.Id!)];
    }

    public ValueTask DisposeAsync() => Institute.DisposeAsync();

    [GeneratedRegex(@"wp_remote_post\( 'https://feeds\.example\.org(/api/v1/series/weekly/poll)'")]
    private static partial Regex Hook();
}
