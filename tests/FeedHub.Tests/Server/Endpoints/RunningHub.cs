using System.Net;
using FeedHub.Core.Sources;
using FeedHub.Core.Timelines;
using FeedHub.Server;
using FeedHub.Server.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>The whole of FeedHub, listening on a free port of loopback and reaching nothing else.</summary>
internal sealed class RunningHub : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly WebApplication application;

    private RunningHub(WebApplication application)
    {
        this.application = application;
        Client = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        { BaseAddress = new Uri(application.Urls.First()) };
    }

    /// <summary>Decodes nothing, follows nothing and keeps no cookie, so that a test sees what was sent.</summary>
    public HttpClient Client { get; }
    public IServiceProvider Services => application.Services;

    public static async Task<RunningHub> StartAsync(FeedHubOptions options, Action<WebApplicationBuilder>? adjust = null)
    {
        var listening =
            options with
            {
                Urls = options.Sample ? options.Urls : ["http://127.0.0.1:0"],
                AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")]
            };
        var application = await FeedHubApplication.BuildAsync(
            listening,
            builder =>
            {
                builder.Logging.ClearProviders();
                adjust?.Invoke(builder);
            },
            default);
        await application.StartAsync();
        return new RunningHub(application);
    }

    /// <summary>Waits until every source has been asked and every entry has its story.</summary>
    public async Task SettleAsync()
    {
        var sources = application.Services.GetRequiredService<ISourceStore>();
        var timeline = application.Services.GetRequiredService<ITimelineStore>();
        await WaitAsync(async () =>
        {
            var polled = (await sources.OverviewAsync(default)).Where(s => s.Source.Enabled && s.Declared).ToList();
            var page = await timeline.PageAsync(new TimelineFilter { Limit = TimelineFilter.MaxLimit }, TextExtent.Whole, default);
            return polled.All(s => s.State.Times.LastSuccess is not null)
                && page.Stories.Sum(s => s.Reports.Count) == polled.Sum(s => s.Entries);
        });
    }

    public static async Task WaitAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await application.StopAsync();
        await application.DisposeAsync();
    }
}
