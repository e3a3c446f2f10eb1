using System.Globalization;
using FeedHub.Core.Access;
using FeedHub.Core.Alerts;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Core.Views;
using FeedHub.Storage;
using FeedHub.Storage.Alerts;
using FeedHub.Storage.Briefs;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Push;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Views;
using FeedHub.Tests.Core.Gazetteer;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Storage.Copying;

/// <summary>A store that has something in every table, put there by what puts it there in a server.</summary>
internal static class FilledStore
{
    public const int Outlets = 6;

    /// <summary>Items of an outlet: together with those of the others, more than one transaction of a copy holds.</summary>
    private const int Items = 40;

    public static readonly DateTimeOffset Now = TemporaryStorage.Start;

    private static readonly string[] Events =
    [
        "Strong earthquake shakes Gyumri, dozens of houses damaged", "Georgian wine exports to China double",
        "Court in Baku sentences banker to nine years", "Snow closes Upper Lars crossing to lorries",
        "Landslide buries houses in Shovi, Racha, four missing",
        "Georgia declares day of mourning for victims of Shovi landslide",
    ];

    public static async Task FillAsync(TemporaryStorage storage)
    {
        await storage.Sources.ReconcileAsync(
            [.. Enumerable.Range(0, Outlets).Select(o => TemporaryStorage.Source($"outlet-{o}"))], Now, default);
        var then = Now.AddDays(-90);
        await storage.CommitAsync(then, Entry(0, "long-gone", then), Entry(1, "gone\0too", then), Entry(1, "gone\u0001too", then));
        await PollAsync(storage, Now);
        await GroupAsync(storage);
        await storage.Ingestion.PurgeAsync(Now.AddDays(-80), default);
        // A poll that brings a later text of one item.
        await storage.CommitAsync(Now.AddHours(1), Entry(0, "0", Now) with { Title = "Another title", ContentHash = "another" });
        await CorrectAsync(storage);
        await EditAsync(storage);
        await storage.Database.WriteAsync(WriteScope.None, RestAsync, default);
        await SendAsync(storage);
        await AlertAsync(storage);
        await storage.Sources.ClaimAsync(new ClaimOrder { Worker = "worker", EvenIfNotDue = true, Max = 2 }, Now, default);
    }

    /// <summary>One delivery is done, one is being sent and one waits.</summary>
    private static async Task SendAsync(TemporaryStorage storage)
    {
        var deliveries = new DeliveryStore(storage.Database);
        var secret = new WebhookSecret(WebhookSecretPlace.Store, "alert/1");
        await new WebhookSecretStore(storage.Database).AddAsync(secret.Name, WebhookKey.Mint(), Now, default);
        await deliveries.AddAsync(
            [.. Enumerable.Range(0, 3).Select(n => Delivery.OfWebhook(secret.Name, new($"https://{n}.example/", secret, "{}"), Now))],
            default);
        var claimed = await deliveries.ClaimAsync("worker", 2, TimeSpan.FromMinutes(1), Now, default);
        await deliveries.ConcludeAsync(claimed[0], new(DeliveryState.Sent, "HTTP 200"), Now, default);
    }

    /// <summary>A view that somebody saved, with an alert that has told a story.</summary>
    private static async Task AlertAsync(TemporaryStorage storage)
    {
        var view = new View { Id = "energy-x", Title = "Enerji", Query = "?topic=energy", Saved = new("Leyla", false, Now, Now) };
        await new ViewStore(storage.Database).AddAsync(view, 1, default);
        var alerts = new AlertStore(storage.Database);
        var state = new AlertState
        {
            Id = "1",
            View = view.Id,
            IsSaved = true,
            Standing = AlertStanding.Active,
            Number = 0,
            Due = Now,
            Receiver = "somebody",
            Token = "secret",
        };
        await alerts.BeginAsync(state, [], default);
        await alerts.TellAsync(state, state with { Number = 1 }, [new(1)], [], Now, default);
    }

    /// <summary>Everything that the outlets have, as each poll brings it.</summary>
    public static Task<IngestionCounts> PollAsync(TemporaryStorage storage, DateTimeOffset now) => storage.CommitAsync(
        now,
        [.. Enumerable.Range(0, Outlets).SelectMany(o => Enumerable.Range(0, Items).Select(i => Entry(o, $"{i}", now))), Hostile(now)]);

    public static Task<GroupingCounts> GroupAsync(TemporaryStorage storage) =>
        new StoryGrouper(storage.Grouping, () => ShippedGazetteer.Tagger, new FakeTimeProvider(Now)).GroupAsync(default);

    public static Entry Entry(int outlet, string item, DateTimeOffset arrived)
    {
        var number = int.TryParse(item, CultureInfo.InvariantCulture, out var told) ? told : item.Sum(c => c);
        var title = number % Items < Events.Length ? Events[number % Items] : $"News of {Words(number)}";
        var url = $"https://o{outlet}.example/{item.Length}{number}";
        return TemporaryStorage.Entry($"outlet-{outlet}", item, $"{title}. {Words(outlet)} {title}.", url) with
        {
            // A digest in truth, of letters and digits alone.
            Id = new EntryId($"outlet-{outlet}-{item.Replace('\0', '-')}"),
            Title = title,
            Content = $"<p>{title}</p>",
            Arrived = arrived,
            Published = arrived.AddMinutes(-number % 60),
        };
    }

    /// <summary>Six words that no other number has.</summary>
    private static string Words(int number)
    {
        var (one, other) = ((char)('b' + (number % 19)), (char)('b' + (number / 19 % 19)));
        return string.Join(' ', Enumerable.Range(0, 6).Select(n => $"{one}a{other}{"aeiou"[n % 5]}r{(char)('b' + n)}o"));
    }

    /// <summary>What PostgreSQL does not store as it comes.</summary>
    private static Entry Hostile(DateTimeOffset now) => Entry(0, "a\0b", now) with
    {
        Title = "A title with \0 and half a pair \uD83D of it",
        Categories = ["one\0", "two"],
    };

    private static async Task CorrectAsync(TemporaryStorage storage)
    {
        var editor = new StoryEditor(storage.Grouping, new FakeTimeProvider(Now.AddHours(2)));
        var stories = (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Lead, default)).Stories;
        Assert.NotNull(await editor.MergeAsync(stories[0].Id, stories[1].Id, default));
        await GroupAsync(storage);
    }

    private static async Task EditAsync(TemporaryStorage storage)
    {
        var (database, briefs) = (storage.Database, new BriefStore(storage.Database));
        await new CatalogStore(database).ClaimAsync("hub.example,2026", evenFromAnother: false, default);
        var files = new Dictionary<string, string> { ["site.yaml"] = "title: Hub", ["ä.yaml"] = "" };
        await new CatalogStore(database).KeepAsync(files, default);
        await briefs.KeepVersionsAsync("weekly", new Dictionary<string, string> { ["a"] = "one", ["b"] = "two" }, Now, default);
        await new AccessKeyStore(database).AddAsync(new string('f', 64), AccessRole.Editor, "Ayla", Now, default);
        await new FollowStore(database).KeepEventAsync(new(0, "weekly", Now, true, "Gone."), default);
        await new FollowStore(database).KeepAsync(
            [
                new()
                {
                    Series = "weekly",
                    Key = new PostKey.Identifier("https://desk.example/?p=1"),
                    Slug = "a",
                    Version = new("d1", IsIncomplete: false),
                    Text = "text",
                    Decided = new("d1", IsIncomplete: false),
                },
            ],
            default);
        var act = new EditorAct { At = Now, By = Editor.CommandLine, Kind = EditorActKind.KeepOut, Series = "weekly", Slug = "a" };
        await new KeptOutStories(database).KeepOutAsync(new("w-item", "outlet-0-0", "Title"), act, default);
    }

    /// <summary>What needs a network, or a source that changes its IDs.</summary>
    private static async Task<int> RestAsync(SqlSession sql)
    {
        await sql.ExecuteAsync(
            "INSERT INTO brief (series, slug, id, issue) VALUES ('weekly', 'a', 'tag:a', 1), ('weekly', 'b', 'tag:b', NULL)");
        await sql.ExecuteAsync("INSERT INTO host_rest (host, until) VALUES ('o1.example', 5)");
        await sql.ExecuteAsync("INSERT INTO source_event (source_id, at, broke, detail) VALUES ('outlet-1', 3, 1, 'Gone.')");
        for (var i = 0; i < 3; i++)
        {
            await sql.ExecuteAsync(
                "INSERT INTO source_fetch (source_id, at, outcome, url, bytes, milliseconds, added, changed) "
                    + "VALUES ('outlet-1', 3, 'Read', 'https://o1.example/feed', 1, 2, 3, 4)");
        }
        // The last number was given, and is not given again.
        await sql.ExecuteAsync("DELETE FROM source_fetch WHERE id = 3");
        var entry = await sql.NumberAsync("SELECT seq FROM entry ORDER BY seq LIMIT 1 OFFSET 4");
        foreach (var key in new[] { "other", "oth\0er", "oth\u0001er", "oth" })
            await EntryAliases.AddAsync(sql, "outlet-1", key, entry!.Value, Now);
        await sql.ExecuteAsync("INSERT INTO story_move (story, arrived, at) VALUES (1, 7, 8)");
        await sql.ExecuteAsync("INSERT INTO story_related (story, other, score, why) VALUES (1, 4, 0.125, 'test') ON CONFLICT DO NOTHING");
        return 0;
    }
}
