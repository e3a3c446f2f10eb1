using FeedHub.Core.Access;
using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing.Drafting;
using FeedHub.Server.Publishing.Writing;
using FeedHub.Tests.Core.Gazetteer;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Publishing.Drafting;

/// <summary>A hub with a series in each language, over a store in which a test puts the stories that it needs.</summary>
internal sealed class DraftingDesk : IAsyncDisposable
{
    public static readonly string[] Languages = ["en", "ru", "az", "hy", "ka", "tr"];

    /// <summary>The outlet of which only titles may be shown; it writes in English.</summary>
    public const string Quiet = "quiet";

    private static readonly DateTimeOffset Start = TemporaryStorage.Start;

    private readonly TemporaryStorage storage = new() { Tagger = ShippedGazetteer.Tagger };
    private long last;

    public DraftingDesk()
    {
        Config.Delete("sources/alpha.yaml");
        Config.CopyFrom(RepositoryFiles.Path("feeds-config", "gazetteer"), "gazetteer");
        Config.WriteBytes("section-names.yaml", File.ReadAllBytes(RepositoryFiles.Path("feeds-config", "section-names.yaml")));
        Config.Write("views/russian.yaml", "title: In Russian\nquery: lang:ru\n");
        foreach (var language in Languages)
        {
            Config.Write(
                $"series/in-{language}/series.yaml",
                TemporaryConfig.Series.Replace("language: en", $"language: {language}", StringComparison.Ordinal));
        }
    }

    public TemporaryConfig Config { get; } = new();
    public RunningHub Hub { get; private set; } = null!;
    public string Data => storage.Folder;
    public IServiceProvider Services => Hub.Services;
    public BriefDrafter Drafter => Services.GetRequiredService<BriefDrafter>();
    public FeedCatalog Catalog => Services.GetRequiredService<CurrentCatalog>().Value;

    /// <summary>A report, from the outlet of its language unless another is named.</summary>
    public static Entry Report(string title, string language = "en", string text = "", string? url = null, string? outlet = null) =>
        TemporaryStorage.Entry(outlet ?? $"post-{language}", Guid.NewGuid().ToString("N"), text, url, language) with { Title = title };

    public Task<long> TellAsync(params Entry[] reports) => TellAsync(Subjects.None, reports);

    /// <summary>Puts a story into the store, an hour after the one before, its reports a minute after one another.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> TellAsync(Subjects subjects, params Entry[] reports)
    {
        var (at, number) = (Start.AddHours(last), ++last);
        await storage.Sources.ReconcileAsync([.. Languages.Select(l => Outlet($"post-{l}", l)), Outlet(Quiet, "en")], Start, default);
        var dated = reports.Select((r, i) => r with { Arrived = at.AddMinutes(i), Published = at.AddMinutes(i) }).ToArray();
        await storage.CommitAsync(at, dated);
        await storage.Grouping.StepAsync(
            async step =>
            {
                foreach (var (place, report) in dated.Index())
                {
                    var placement = new Placement(new StoryId(number), place == 0, null, place == 0 ? 0 : 1, [], [], []);
                    await step.PlaceAsync(report.Id, placement, subjects);
                    await step.ConcludeAsync();
                }
                return 0;
            },
            at, default);
        return number;
    }

    public Task MergeAsync(long story, long other) => new StoryEditor(storage.Grouping, TimeProvider.System)
        .MergeAsync(new StoryId(story), new StoryId(other), default);

    /// <summary>Starts the server over what was put into the store.</summary>
    public async Task OpenAsync(Action<WebApplicationBuilder>? adjust = null) => Hub = await RunningHub.StartAsync(
        new FeedHubOptions { ConfigDirectory = Config.Folder, DataDirectory = Data, StoreServer = storage.Address }, adjust);

    public Series SeriesIn(string language) => Catalog.Series.Single(s => s.Slug == $"in-{language}");

    /// <summary>A draft of these stories, in the series of the language.</summary>
    public async Task<StoryDraft> DraftAsync(string language, params long[] stories)
    {
        var (draft, refusal) = await Drafter.MakeAsync(SeriesIn(language), new StoryChoice.Named(stories), null, default);
        Assert.Null(refusal);
        return draft!;
    }

    /// <summary>The brief that a text is, of which nothing may be wrong.</summary>
    public Brief Read(string language, string text)
    {
        var reading = Services.GetRequiredService<BriefCheck>().Read(SeriesIn(language), "a-draft", text);
        Assert.Empty(reading.Problems);
        return reading.Draft!.Brief;
    }

    public static IReadOnlyList<WatchingItem> ItemsOf(Brief brief) =>
        brief.Sections.Single(s => s.Kind == BriefSectionKind.Watching).Items;

    public async Task<string> KeyAsync(AccessRole role, string name)
    {
        var key = AccessKey.Mint();
        await Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), role, name, TimeProvider.System.GetUtcNow(), default);
        return key;
    }

    public async ValueTask DisposeAsync()
    {
        if (Hub is not null)
            await Hub.DisposeAsync();
        storage.Dispose();
        Config.Dispose();
    }

    private static Source Outlet(string id, string language) => TemporaryStorage.Source(id) with
    {
        Title = $"The *{id}*",
        Language = language,
        Kind = id == Quiet ? SourceKind.State : SourceKind.Independent,
        Republish = id == Quiet ? Republish.Title : Republish.Excerpt,
    };
}
