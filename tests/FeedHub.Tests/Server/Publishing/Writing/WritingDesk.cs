using AngleSharp.Html.Dom;
using FeedHub.Core.Access;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Desk;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Publishing.Writing;

/// <summary>A hub with one series, and an editor who writes in it.</summary>
internal sealed class WritingDesk : IAsyncDisposable
{
    public const string New = "/editors/series/weekly/new";

    /// <summary>A brief without a mistake, dated the day after <see cref="Start"/>.</summary>
    public const string Text = """
        ---
        title: "A ferry"
        dek: "This week's brief examines a ferry."
        published: 2026-11-30T08:00:00Z
        ---
        It sails.

        ## What we are watching

        **The fare.** It rises.

        watch: {lang: en}

        """;

    public static readonly DateTimeOffset Start = new(2026, 11, 29, 9, 0, 0, TimeSpan.Zero);

    private WritingDesk()
    {
    }

    public TemporaryConfig Config { get; } = new();
    public string Data { get; } = Directory.CreateTempSubdirectory("feedhub-").FullName;
    public FakeTimeProvider Clock { get; } = new LeapingClock(Start) { AutoAdvanceAmount = TimeSpan.Zero };
    public RunningHub Hub { get; private set; } = null!;

    public Series Series => Hub.Services.GetRequiredService<CurrentCatalog>().Value.Series.Single();

    public static async Task<WritingDesk> OpenAsync()
    {
        var desk = new WritingDesk();
        desk.Config.Delete("sources/alpha.yaml");
        desk.Hub = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = desk.Config.Folder, DataDirectory = desk.Data },
            builder => builder.Services.AddSingleton<TimeProvider>(desk.Clock));
        return desk;
    }

    public static string EditOf(string slug) => $"/editors/series/weekly/briefs/{slug}/edit";

    public string FileOf(string slug) => Path.Combine(Data, "briefs", "weekly", $"{slug}.md");

    public Brief? Find(string slug) => Series.Briefs.Concat(Series.Drafts).FirstOrDefault(b => b.Slug == slug);

    /// <summary>A key of a new editor.</summary>
    public async Task<string> KeyAsync(string name)
    {
        var key = AccessKey.Mint();
        await Hub.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), AccessRole.Editor, name, Clock.GetUtcNow(), default);
        return key;
    }

    /// <summary>A new editor, who has signed in. The clock runs while an answer is waited for.</summary>
    public async Task<DeskBrowser> EditorAsync(string name)
    {
        var browser = new DeskBrowser(Hub.Client) { Until = task => WaitAsync(() => task.IsCompleted) };
        await browser.SignInAsync(await KeyAsync(name));
        return browser;
    }

    /// <summary>Sends the form of a brief.</summary>
    /// <param name="intent">The value of the button.</param>
    /// <param name="begun">The hash that the form carries.</param>
    public static async Task<HttpResponseMessage> SendAsync(
        DeskBrowser editor, string path, string intent, string text, string begun = "", byte[]? picture = null,
        params (string Name, string Value)[] fields)
    {
        const string Token = "__RequestVerificationToken";
        var token = ((IHtmlInputElement)(await editor.OpenAsync(New)).QuerySelector($"form.write input[name={Token}]")!).Value;
        using var form = new MultipartFormDataContent();
        (string, string)[] all = [(Token, token), ("do", intent), ("text", text.ReplaceLineEndings("\r\n")), ("begun", begun), .. fields];
        foreach (var (name, value) in all)
            form.Add(new StringContent(value), name);
        if (picture is not null)
            form.Add(new ByteArrayContent(picture), "picture", "any name.png");
        return await editor.PostAsync(path, form);
    }

    /// <summary>The acts of the series with their texts, newest first.</summary>
    public async Task<IReadOnlyList<EditorAct>> ActsAsync()
    {
        var log = Hub.Services.GetRequiredService<IEditorLog>();
        var acts = new List<EditorAct>();
        foreach (var act in await log.LatestAsync("weekly", null, null, 100, default))
            acts.Add((await log.FindAsync("weekly", act.Number, default))!.Act);
        return acts;
    }

    /// <summary>Lets the clock of the background loops run until it holds.</summary>
    public Task WaitAsync(Func<bool> holds) => RunningHub.WaitAsync(() =>
    {
        Clock.Advance(TimeSpan.FromMilliseconds(250));
        return Task.FromResult(holds());
    });

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Config.Dispose();
        Directory.Delete(Data, recursive: true);
    }
}
