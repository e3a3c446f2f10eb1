using FeedHub.Core.Access;
using FeedHub.Core.Alerts;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Catalog;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Core.Timelines.Counting;
using FeedHub.Core.Timelines.Walking;
using FeedHub.Core.Views;
using FeedHub.Storage.Alerts;
using FeedHub.Storage.Briefs;
using FeedHub.Storage.Counts;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Push;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;
using FeedHub.Storage.Views;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Storage;

/// <summary>Registers the stores.</summary>
public static class FeedStorage
{
    /// <summary>Stores everything in this place; the database is brought up to date when first resolved.</summary>
    public static IServiceCollection AddFeedStorage(this IServiceCollection services, StoreLocation store) => services.AddFeedStorage(_ =>
    {
        var database = store.Open();
        database.Migrate();
        return database;
    });

    /// <summary>Stores everything in a database that is up to date.</summary>
    public static IServiceCollection AddFeedStorage(
        this IServiceCollection services, Func<IServiceProvider, FeedDatabase> database)
    {
        StoreTelemetry.Begin();
        return services
            .AddSingleton(database)
            .AddSingleton<ISourceStore, SourceStore>()
            .AddSingleton<IIngestionStore, IngestionStore>()
            .AddSingleton<IBacklogStore, BacklogStore>()
            .AddSingleton<IGroupingStore, GroupingStore>()
            .AddSingleton<ITimelineStore, TimelineStore>()
            .AddSingleton<IStoryMoves, StoryMoves>()
            .AddSingleton<TimelineWalk>()
            .AddSingleton<IStoryChanges, StoryChanges>()
            .AddSingleton<IStoryCounts, StoryCountStore>()
            .AddSingleton<IEntryStore, EntryStore>()
            .AddSingleton<IAccessKeyStore, AccessKeyStore>()
            .AddSingleton<IBriefStore, BriefStore>()
            .AddSingleton<IFollowStore, FollowStore>()
            .AddSingleton<IKeptOutStories, KeptOutStories>()
            .AddSingleton<IEditorLog, EditorLog>()
            .AddSingleton<IViewStore, ViewStore>()
            .AddSingleton<IAlertStore, AlertStore>()
            .AddSingleton<IDeliveries, DeliveryStore>()
            .AddSingleton<IWebhookSecrets, WebhookSecretStore>()
            .AddSingleton<ICatalogStore, CatalogStore>();
    }
}
