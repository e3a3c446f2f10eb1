using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Nodes;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Core.Sources;
using FeedHub.Storage;
using FeedHub.Storage.Briefs;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Postgres;
using FeedHub.Storage.Push;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;
using FeedHub.Storage.Views;

namespace FeedHub.Tests.Storage;

/// <summary>Each write asks for what it must have to itself, which an engine with many writers relies on.</summary>
public class WriteScopeTests : IDisposable
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private static readonly SourceId Source = new("a");
    private readonly TemporaryStorage storage = new();

    private static readonly Dictionary<string, Func<FeedDatabase, Task>> Writes = new()
    {
        ["declare sources"] = db => new SourceStore(db).ReconcileAsync([TemporaryStorage.Source("a")], Now, default),
        ["claim sources"] = db => new SourceStore(db).ClaimAsync(new ClaimOrder { Worker = "test" }, Now, default),
        ["undo a move"] = db => new SourceStore(db).UndoMoveAsync(Source, Now, default),
        ["release claims"] = db => new SourceStore(db).ReleaseAsync("test", Now, default),
        ["commit a poll"] = db =>
            new IngestionStore(db).CommitAsync(new IngestionBatch("test", TemporaryStorage.Read(Source, Now)), default),
        ["add deliveries"] = db => new DeliveryStore(db).AddAsync([], default),
        ["claim deliveries"] = db => new DeliveryStore(db).ClaimAsync("test", 1, TimeSpan.FromMinutes(1), Now, default),
        ["conclude a delivery"] = db => new DeliveryStore(db).ConcludeAsync(
            new(Delivery.OfWebhook("q", new("https://a.example/", new(WebhookSecretPlace.Store, "q"), "{}"), Now), 1, "test"),
            new(DeliveryState.Sent, "HTTP 200"), Now, default),
        ["give deliveries back"] = db => new DeliveryStore(db).ReleaseAsync("test", Now, default),
        ["drop deliveries"] = db => new DeliveryStore(db).DropAsync("q", null, Now, default),
        ["delete old deliveries"] = db => new DeliveryStore(db).PurgeAsync(Now, default),
        ["keep a secret of a webhook"] = db => new WebhookSecretStore(db).AddAsync("q", WebhookKey.Mint(), Now, default),
        ["remove a secret of a webhook"] = db => new WebhookSecretStore(db).RemoveAsync("q", null, default),
        ["delete what is old"] = db => new IngestionStore(db).PurgeAsync(Now, default),
        ["group"] = db => new GroupingStore(db, null).StepAsync(_ => Task.FromResult(0), Now, default),
        ["claim the store"] = db => new CatalogStore(db).ClaimAsync("hub.example,2026", evenFromAnother: false, default),
        ["keep files"] = db => new CatalogStore(db).KeepAsync(new Dictionary<string, string>(), default),
        ["identify briefs"] = db => new BriefStore(db).IdentifyAsync("weekly", [], Now, default),
        ["keep briefs' versions"] = db => new BriefStore(db).KeepVersionsAsync("weekly", new Dictionary<string, string>(), Now, default),
        ["keep a story out"] = db => new KeptOutStories(db).KeepOutAsync(
            new("w-item", "entry", "Title"),
            new() { At = Now, By = Editor.CommandLine, Kind = EditorActKind.KeepOut, Series = "weekly", Slug = "a" }, default),
        ["keep followed posts"] = db => new FollowStore(db).KeepAsync([], default),
        ["keep an event of following"] = db => new FollowStore(db).KeepEventAsync(new(0, "weekly", Now, true, "Gone."), default),
        ["save a view"] = db => new ViewStore(db).AddAsync(
            new() { Id = "v", Title = "V", Query = "?q=gas", Saved = new("Leyla", false, Now, Now) }, 1, default),
        ["write a file that nodes share"] = db => new SharedFiles(db).WriteAsync("preview.key", [1], null, Now, default),
        ["write down what an editor did"] = db => new EditorLog(db).AddAsync(
            new() { At = Now, By = Editor.CommandLine, Kind = EditorActKind.Poll, Series = "weekly" }, null, _ => Task.FromResult(true),
            default),
    };

    [Theory]
    [InlineData("declare sources", "catalog")]
    [InlineData("claim sources", "claims")]
    [InlineData("undo a move", "claims")]
    [InlineData("release claims", null)]
    [InlineData("commit a poll", "ingestion of a")]
    [InlineData("add deliveries", null)]
    [InlineData("claim deliveries", "deliveries")]
    [InlineData("conclude a delivery", null)]
    [InlineData("give deliveries back", null)]
    [InlineData("drop deliveries", null)]
    [InlineData("delete old deliveries", null)]
    [InlineData("keep a secret of a webhook", null)]
    [InlineData("remove a secret of a webhook", null)]
    [InlineData("delete what is old", "grouping")]
    [InlineData("group", "grouping")]
    [InlineData("claim the store", "catalog")]
    [InlineData("keep files", "catalog")]
    [InlineData("identify briefs", "catalog")]
    [InlineData("keep briefs' versions", "catalog")]
    [InlineData("keep a story out", "editing of weekly")]
    [InlineData("save a view", "views")]
    [InlineData("keep followed posts", null)]
    [InlineData("keep an event of following", "following of weekly")]
    [InlineData("write a file that nodes share", "files")]
    [InlineData("write down what an editor did", "editing of weekly")]
    public async Task A_write_asks_for_its_scope(string write, string? scope)
    {
        Assert.SkipWhen(storage.Address is null && scope == "files", "Files are shared on a server only.");
        await new SourceStore(storage.Database).ReconcileAsync([TemporaryStorage.Source("a")], Now, default);
        var recorded = new RecordedDatabase(storage.Database);
        await Writes[write](recorded);
        Assert.Equal([scope], recorded.Scopes);
    }

    public void Dispose() => storage.Dispose();

    private sealed class RecordedDatabase(FeedDatabase inner) : FeedDatabase
    {
        public List<string?> Scopes { get; } = [];

        public override IReadOnlyList<string> Migrate() => inner.Migrate();

        public override INode Join() => inner.Join();

        public override void Dispose() => inner.Dispose();

        public override Task<SqlSession> OpenMomentAsync(CancellationToken cancellationToken) => inner.OpenMomentAsync(cancellationToken);

        public override Task<SqlSession> OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

        public override Task<T> WriteAsync<T>(WriteScope scope, Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
        {
            Scopes.Add(scope.Name);
            return inner.WriteAsync(scope, work, cancellationToken);
        }
    }
}
