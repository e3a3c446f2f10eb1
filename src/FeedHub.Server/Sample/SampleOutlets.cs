using System.Net;
using System.Security.Cryptography;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace FeedHub.Server.Sample;

/// <summary>The invented outlets of the sample, publishing over HTTP on loopback.</summary>
internal sealed class SampleOutlets : IAsyncDisposable
{
    private readonly WebApplication origin;
    private readonly Dictionary<string, Published> feeds;
    private readonly IReadOnlyList<SampleOutlet> outlets = SampleData.Outlets();

    /// <param name="newest">The date that the newest item gets; all others keep their distance from it.</param>
    public SampleOutlets(DateTimeOffset newest)
    {
        var stories = SampleData.Stories();
        var shift = newest - stories[^1].Published;
        var byOutlet = stories.Reverse().Select(s => s with { Published = s.Published + shift }).ToLookup(s => s.Source);
        feeds = outlets.ToDictionary(PathOf, o => Published.From(o, [.. byOutlet[o.Id]]), StringComparer.Ordinal);

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        origin = builder.Build();
        origin.Run(ServeAsync);
    }

    public Task StartAsync(CancellationToken cancellationToken) => origin.StartAsync(cancellationToken);

    /// <summary>Where the outlets listen; known once started.</summary>
    public IPEndPoint Address
    {
        get
        {
            var bound = origin.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses
                .First();
            return IPEndPoint.Parse(new Uri(bound).Authority);
        }
    }

    /// <summary>The outlets as sources; known once started.</summary>
    public IReadOnlyList<Source> Sources =>
    [
        .. outlets.Select(outlet => new Source
        {
            Id = new SourceId(outlet.Id),
            Title = outlet.Title,
            Home = outlet.Home,
            Url = $"http://{Address}{PathOf(outlet)}",
            Language = outlet.Language,
            Countries = outlet.Countries,
            Kind = SourceKindNames.TryParseKind(outlet.Kind, out var kind) ? kind : null,
        }),
    ];

    public ValueTask DisposeAsync() => origin.DisposeAsync();

    private static string PathOf(SampleOutlet outlet) => $"/{outlet.Id}/{(outlet.Format == SampleFormat.Json ? "feed.json" : "feed.xml")}";

    private async Task ServeAsync(HttpContext context)
    {
        if (!feeds.TryGetValue(context.Request.Path.Value ?? "", out var feed))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.Headers.ETag = feed.ETag;
        if (context.Request.Headers.IfNoneMatch.Equals(new StringValues(feed.ETag)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = feed.MediaType;
        context.Response.ContentLength = feed.Body.Length;
        await context.Response.Body.WriteAsync(feed.Body, context.RequestAborted);
    }

    private sealed record Published(byte[] Body, string MediaType, string ETag)
    {
        public static Published From(SampleOutlet outlet, IReadOnlyList<SampleStory> stories)
        {
            var body = SampleFeed.Write(outlet, stories);
            return new Published(body, SampleFeed.MediaType(outlet), $"\"{Convert.ToHexStringLower(SHA256.HashData(body))[..16]}\"");
        }
    }
}
