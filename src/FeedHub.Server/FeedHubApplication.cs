using FeedHub.Core.Briefs.Following;
using FeedHub.Core.Catalog;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Fetching;
using FeedHub.Fetching.Mail;
using FeedHub.Server.Background;
using FeedHub.Server.Background.Nodes;
using FeedHub.Server.Background.Push;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Mirroring;
using FeedHub.Server.Endpoints;
using FeedHub.Server.Limits;
using FeedHub.Server.Observability;
using FeedHub.Server.Publishing;
using FeedHub.Storage;
using FeedHub.Storage.Postgres;
using FeedHub.Storage.Sql;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace FeedHub.Server;

/// <summary>Builds the whole of FeedHub from its parts.</summary>
internal static class FeedHubApplication
{
    /// <summary>
    /// Builds the application over its data folder, with the catalog loaded and declared to the store; nothing listens or polls until it is
    /// started. Only for verbs that serve or poll: any other that declared another catalog would take away a running server's sources.
    /// </summary>
    /// <param name="adjust">Changes the registrations before anything is built from them.</param>
    /// <exception cref="CatalogException"><c>site.yaml</c> is invalid and was never valid; nothing can start.</exception>
    /// <exception cref="OtherCatalogException">The data folder belongs to another catalog.</exception>
    public static Task<WebApplication> BuildAsync(
        FeedHubOptions options, Action<WebApplicationBuilder> adjust, CancellationToken cancellationToken) =>
        BuildAsync(options, Stored(options), adjust, (catalog, cancel) => catalog.LoadAsync(cancel), cancellationToken);

    /// <summary>Builds it for a verb that writes something of its own into the store and declares no catalog.</summary>
    /// <exception cref="OtherCatalogException">The data folder belongs to another catalog.</exception>
    public static Task<WebApplication> BuildForWritingAsync(FeedHubOptions options, CancellationToken cancellationToken) =>
        BuildAsync(options, Stored(options), ConsoleLogging.Quieten,
            (catalog, cancel) => catalog.ReadOwnAsync(cancel), cancellationToken);

    /// <summary>
    /// Builds it for a verb that writes nothing: its database cannot be changed. It is an empty one in memory if there is none, or one that
    /// belongs to another catalog.
    /// </summary>
    /// <param name="reportProblems">Whether the log says what is wrong in the configuration.</param>
    public static async Task<WebApplication> BuildForReadingAsync(
        FeedHubOptions options, CancellationToken cancellationToken, bool reportProblems = true)
    {
        var database = options.Store.OpenForReading();
        if (await new CatalogStore(database).OwnerAsync(cancellationToken) is { } owner
            && new CatalogReader(options).TagAuthority() is { } ours && ours != owner)
        {
            database.Dispose();
            database = StoreLocation.Empty();
        }
        return await BuildAsync(
            options, s => s.AddFeedStorage(_ => database).AddDataFiles(onlyReads: true), ConsoleLogging.Quieten,
            (catalog, cancel) => catalog.ReadAsync(cancel, reportProblems), cancellationToken);
    }

    private static Action<IServiceCollection> Stored(FeedHubOptions options) => services =>
        services.AddFeedStorage(options.Store).AddDataFiles(onlyReads: false);

    private static async Task<WebApplication> BuildAsync(
        FeedHubOptions options, Action<IServiceCollection> addStorage, Action<WebApplicationBuilder> adjust,
        Func<CatalogLoader, CancellationToken, Task> load, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "feedhub",
            ContentRootPath = AppContext.BaseDirectory,
        });
        ConsoleLogging.Configure(builder);
        builder.WebHost.UseUrls([.. options.Urls]).UseKestrelHttpsConfiguration().ConfigureKestrel(Bound);

        addStorage(builder.Services);
        builder.Services
            .AddSingleton(options)
            .AddSingleton(services => services.GetRequiredService<FeedDatabase>().Clock)
            .AddSingleton<SocketTransportFactory>()
            .AddSingleton<IConnectionListenerFactory>(
                services => new FairConnections(services.GetRequiredService<SocketTransportFactory>(), OpenFiles.Connections))
            .AddCatalog()
            .AddFeedFetching(services => Fetching(services, options))
            .AddMail(services => new MailOptions { Site = () => services.GetRequiredService<CurrentCatalog>().Value.Site })
            .AddIngestion()
            .AddPublishing()
            .AddBackground()
            .AddTelemetry()
            .AddFeedHubWeb();
        adjust(builder);

        PrivateFiles.Narrow(new DirectoryInfo(options.BriefsDirectory));
        var app = builder.Build();
        try
        {
            var (loader, files) = (app.Services.GetRequiredService<CatalogLoader>(), app.Services.GetRequiredService<IDataFiles>());
            // Another catalog's files are not taken, and a store that has no catalog yet gets this one before it gets its files.
            var isOurs = await IsOursAsync(app.Services.GetRequiredService<ICatalogStore>(), options, cancellationToken);
            if (isOurs)
                await ReconcileAsync(files, options, cancellationToken);
            await load(loader, cancellationToken);
            if (!isOurs)
                await ReconcileAsync(files, options, cancellationToken);
            return app.MapFeedHub();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the store has an owner, which is this catalog or is to become it.</summary>
    private static async Task<bool> IsOursAsync(ICatalogStore store, FeedHubOptions options, CancellationToken cancellationToken) =>
        await store.OwnerAsync(cancellationToken) is { } owner
        && (options.Adopt || new CatalogReader(options).TagAuthority() is not { } ours || ours == owner);

    /// <summary>A node that serves what another has withdrawn would be worse than none.</summary>
    private static async Task ReconcileAsync(IDataFiles files, FeedHubOptions options, CancellationToken cancellationToken)
    {
        if (!await files.ReconcileAsync(cancellationToken))
        {
            throw new IOException(
                $"some files in {options.DataDirectory} could not be brought up to date with the other nodes; the log says which, and why");
        }
    }

    private static IServiceCollection AddDataFiles(this IServiceCollection services, bool onlyReads) => services.AddSingleton<IDataFiles>(
        services => services.GetRequiredService<FeedDatabase>() is PostgresDatabase server
            ? new MirroredFiles(
                services.GetRequiredService<FeedHubOptions>(), new SharedFiles(server), onlyReads,
                services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<MirroredFiles>>())
            : new FolderFiles(services.GetRequiredService<FeedHubOptions>()));

    /// <summary>No client needs to send more than a request line and headers.</summary>
    private static void Bound(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        // A page is complete before it is sent, so a client that reads it byte by byte keeps it in our memory.
        kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 2048, gracePeriod: TimeSpan.FromSeconds(10));
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        kestrel.Limits.MaxConcurrentConnections = null;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(FairConnections.GiveBack));
    }

    private static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddSingleton<CurrentCatalog>()
        .AddSingleton<CatalogLoader>()
        .AddSingleton<CatalogStamps>()
        .AddSingleton<IBriefFiles, BriefFolder>()
        .AddSingleton<CatalogWatcher>()
        .AddHostedService(services => services.GetRequiredService<CatalogWatcher>());

    /// <summary>Fetching follows the catalog in force; only the sample's outlets are exempt from address guard and host spacing.</summary>
    private static FetchingOptions Fetching(IServiceProvider services, FeedHubOptions options)
    {
        var catalog = services.GetRequiredService<CurrentCatalog>();
        var own = (options.SampleSources ?? []).Select(source => new Uri(source.Url).Authority).ToHashSet(StringComparer.Ordinal);
        return new FetchingOptions
        {
            UserAgent = () => catalog.Value.Site.UserAgent,
            AllowedNetworks = () => catalog.Value.Site.AllowedNetworks,
            HostSpacing = () => catalog.Value.Site.HostSpacing,
            IsExempt = url => own.Contains(url.Authority),
            SiteTurns = services.GetRequiredService<FeedDatabase>().SiteTurns,
        };
    }

    private static IServiceCollection AddIngestion(this IServiceCollection services) => services
        .AddSingleton<SourceRefresher>()
        .AddSingleton<PollingRun>()
        .AddSingleton<CurrentTagger>()
        .AddSingleton<Func<Tagger>>(services => () => services.GetRequiredService<CurrentTagger>().Value)
        .AddSingleton<QueryReader>()
        .AddSingleton<StoryEditor>()
        .AddSingleton(services => new StoryGrouper(
            services.GetRequiredService<IGroupingStore>(), () => services.GetRequiredService<CurrentTagger>().Value,
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<FeedHubOptions>().DataDirectory));

    private static IServiceCollection AddBackground(this IServiceCollection services) => services
        .AddSingleton(services => services.GetRequiredService<FeedDatabase>().Join())
        .AddSingleton<DrainService>()
        .AddHostedService(services => services.GetRequiredService<DrainService>())
        .AddHostedService<NodeService>()
        .AddSingleton(typeof(Signal<>))
        .AddSingleton<KeyUses>()
        .AddHostedService(services => services.GetRequiredService<KeyUses>())
        .AddHostedService<PollingService>()
        .AddSingleton(services => new WebhookKeyring(
            services.GetRequiredService<IWebhookSecrets>(), Environment.GetEnvironmentVariable))
        .AddSingleton<DeliverySender>()
        .AddHostedService<DeliveryService>()
        .AddHostedService<GroupingService>()
        .AddHostedService<RetentionService>()
        .AddHostedService<RenderingService>()
        .AddHostedService<FollowingService>()
        .AddHostedService<MemoryService>();
}
