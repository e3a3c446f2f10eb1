using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Observability;

/// <summary>Takes what OpenTelemetry sends over HTTP, on a free port of loopback.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentDictionary<string, string> taken = new();

    private Collector(WebApplication application) => this.application = application;

    public string Url => application.Urls.First();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector.application.Urls.Add("http://127.0.0.1:0");
        collector.application.MapPost("/v1/{signal}", collector.TakeAsync);
        await collector.application.StartAsync();
        return collector;
    }

    /// <summary>
    /// The messages so far of a signal (<c>logs</c>, <c>metrics</c>, <c>traces</c>): in Protocol Buffers, texts are plain UTF-8.
    /// </summary>
    public string Taken(string signal) => taken.GetValueOrDefault(signal, "");

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task<IResult> TakeAsync(string signal, HttpRequest request)
    {
        if (request.ContentType != "application/x-protobuf")
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var text = Encoding.UTF8.GetString(body.ToArray());
        taken.AddOrUpdate(signal, text, (_, before) => before + text);
        // An empty message says that everything was taken.
        return Results.Bytes([], "application/x-protobuf");
    }
}
