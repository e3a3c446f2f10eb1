using System.Net;
using AngleSharp.Html.Dom;
using FeedHub.Core.Access;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Desk;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Publishing.Writing;

/// <summary>An editor keeps a story out of what a brief is watching.</summary>
public sealed class WatchingTests : IAsyncLifetime
{
    private const string Watching = "/editors/series/weekly/briefs/first/watching";
    private const string Page = "/series/weekly/first";
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private TrialOutlets? outlets;
    private RunningHub? hub;
    private DeskBrowser editor = null!;

    public async ValueTask InitializeAsync()
    {
        outlets = await TrialOutlets.StartAsync();
        outlets.Editions[0]();
        outlets.Editions[1]();
        outlets.Declare(config);
        config.Write("series/weekly/briefs/first.md", """
            ---
            title: First
            dek: This week's brief examines the first thing.
            published: 2020-11-02
            ---
            Text.

            ## What we are watching

            **All of it.** Soon.

            watch: {lang: [ru, az, hy, en]}

            **All of it again.** Later.

            watch: {lang: [ru, az, hy, en]}
            """);
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
        await hub.SettleAsync();
        var key = AccessKey.Mint();
        await hub.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), AccessRole.Editor, "Aysel", DateTimeOffset.UnixEpoch, default);
        editor = new DeskBrowser(hub.Client);
        await editor.SignInAsync(key);
    }

    [Fact]
    public async Task A_story_is_kept_out_of_one_item_whatever_is_merged_with_it_until_it_is_let_in_again()
    {
        var stories = await StoriesAsync();
        Assert.True(stories.Count > 1);
        var (gone, other) = (stories[0], stories[1]);
        await SendAsync("keep-out", "w-all-of-it", gone.Reports[0].Entry.Id.Value);

        Assert.Equal(stories.Count - 1, await ShownAsync("w-all-of-it"));
        Assert.Equal(stories.Count, await ShownAsync("w-all-of-it-again"));
        var page = await editor.OpenAsync(Watching);
        Assert.Equal(stories.Count - 1, page.QuerySelectorAll("#w-all-of-it button[value=keep-out]").Length);
        Assert.Single(page.QuerySelectorAll("#w-all-of-it button[value=let-in]"));
        Assert.Empty(page.QuerySelectorAll("#w-all-of-it-again button[value=let-in]"));

        // Whichever of the two is the older, what they become is the story that was kept out.
        await hub!.Services.GetRequiredService<StoryEditor>().MergeAsync(other.Id, gone.Id, default);
        Assert.Equal(stories.Count - 2, await ShownAsync("w-all-of-it"));
        Assert.Equal(stories.Count - 1, await ShownAsync("w-all-of-it-again"));

        await SendAsync("let-in", "w-all-of-it", gone.Reports[0].Entry.Id.Value);
        Assert.Equal(stories.Count - 1, await ShownAsync("w-all-of-it"));
    }

    [Fact]
    public async Task Each_act_is_written_down_once_with_who_and_what()
    {
        var entry = (await StoriesAsync())[0].Reports[0].Entry.Id.Value;
        foreach (var act in new[] { "keep-out", "keep-out", "let-in", "let-in" })
            await SendAsync(act, "w-all-of-it", entry);
        await SendAsync("keep-out", "w-all-of-it", "no-such-report");
        await SendAsync("keep-out", "w-no-such-item", entry);
        var log = await hub!.Services.GetRequiredService<IEditorLog>().LatestAsync("weekly", "first", null, 10, default);
        Assert.Equal([EditorActKind.LetIn, EditorActKind.KeepOut], log.Select(l => l.Act.Kind));
        Assert.All(log, l => Assert.Equal("Aysel", l.Act.By.KeyName));
        Assert.All(log, l => Assert.StartsWith("All of it: ", l.Act.Note, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        await outlets!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task<IReadOnlyList<Story>> StoriesAsync() =>
        (await hub!.Services.GetRequiredService<ITimelineStore>().PageAsync(TimelineFilter.All, TextExtent.Excerpt, default)).Stories;

    private async Task<int> ShownAsync(string item) => (await editor.OpenAsync(Page)).QuerySelectorAll($"#{item} .since li").Length;

    /// <summary>Presses a button of the page, or one that the page no longer has.</summary>
    private async Task SendAsync(string act, string item, string entry)
    {
        const string Token = "__RequestVerificationToken";
        var token = ((IHtmlInputElement)(await editor.OpenAsync(Watching)).QuerySelector($"form input[name={Token}]")!).Value;
        using var answer = await editor.PostAsync(Watching, ("do", act), ("item", item), ("entry", entry), (Token, token));
        Assert.Equal((HttpStatusCode.SeeOther, Watching), (answer.StatusCode, answer.Header("Location")));
    }
}
