using System.Net;
using System.Net.Sockets;
using System.Text;
using FeedHub.Origin.Faults;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FeedHub.Origin;

/// <summary>A web server on loopback that serves feeds, well or with a fault on demand: <c>/fault/NAME;argument=value/PATH</c>.</summary>
public sealed class FeedOrigin : IAsyncDisposable
{
    /// <summary>A path that takes whatever is sent to it and answers 204.</summary>
    public const string Inbox = "/inbox";

    private const int PortAttempts = 10;
    private readonly WebApplication application;
    private readonly DocumentShelf shelf;
    private readonly RequestLog log;
    private readonly FaultMemory memory = new();
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping = new();

    private FeedOrigin(FeedOriginOptions options, int port)
    {
        shelf = new DocumentShelf(options);
        log = new RequestLog(options.Clock, options.Log);
        clock = options.Clock;
        Addresses = options.Addresses;
        Port = port;
        Scheme = options.Certificate is null ? "http" : "https";
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options, port));
        if (options.Certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        if (options.Verbose)
            builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));
        application = builder.Build();
        application.Run(AnswerAsync);
    }

    public IReadOnlyList<IPAddress> Addresses { get; }
    public int Port { get; }
    public string Scheme { get; }

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<OriginRequest> Requests => log.All;

    /// <summary>Requests being answered now.</summary>
    public int InFlight => log.InFlight;

    /// <summary>Starts an origin.</summary>
    /// <exception cref="ArgumentException">An address is not loopback.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<FeedOrigin> StartAsync(FeedOriginOptions options, CancellationToken cancellationToken = default)
    {
        if (!options.Addresses.All(IPAddress.IsLoopback))
            throw new ArgumentException("An origin listens on loopback only.", nameof(options));
        for (var attempt = 1; ; attempt++)
        {
            var origin = new FeedOrigin(options, options.Port == 0 ? FreePort(options.Addresses[0]) : options.Port);
            try
            {
                await origin.application.StartAsync(cancellationToken);
                return origin;
            }
            catch (IOException) when (options.Port == 0 && attempt < PortAttempts)
            {
                // Another process took the port on one of the addresses in the meantime.
                await origin.DisposeAsync();
            }
        }
    }

    /// <summary>The absolute address of a path on one of the host addresses.</summary>
    public string Url(string path, int host = 0) => $"{Scheme}://{Addresses[host]}:{Port}{path}";

    /// <summary>Puts a document at a path, replacing any other.</summary>
    public void Put(string path, OriginDocument document) => shelf.Put(path, document);

    /// <summary>Puts at a path a function that makes the document from the query at each request; null is answered with 404.</summary>
    public void Put(string path, Func<IQueryCollection, OriginDocument?> answer) => shelf.Put(path, (_, query) => answer(query));

    /// <summary>The same for an answer that also depends on what was sent.</summary>
    public void Put(string path, Func<OriginRequest, IQueryCollection, OriginDocument?> answer) => shelf.Put(path, answer);

    /// <summary>Every file below the root, as a path that begins with a slash, escaped for an address.</summary>
    public IEnumerable<string> Paths() => shelf.Files().Select(f => "/" + string.Join('/', f.Split('/').Select(Uri.EscapeDataString)));

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await application.DisposeAsync();
        stopping.Dispose();
    }

    /// <summary>Runs until the token is cancelled.</summary>
    internal Task WaitAsync(CancellationToken cancellationToken) => application.WaitForShutdownAsync(cancellationToken);

    private static void Configure(KestrelServerOptions kestrel, FeedOriginOptions options, int port)
    {
        kestrel.AddServerHeader = false;
        // Validators are sent byte for byte.
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
        // Some faults are slower than Kestrel's minimum rate.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxResponseBufferSize = 64 * 1024;
        foreach (var address in options.Addresses)
        {
            kestrel.Listen(address, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (options.Certificate is not null)
                    listen.UseHttps(options.Certificate);
            });
        }
    }

    private static int FreePort(IPAddress address)
    {
        using var probe = new TcpListener(address, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task<byte[]> BodyAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = log.Begin(context);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        try
        {
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            var call = FaultCall.Read(target, context, shelf, memory, clock, () => log.End(context), ending.Token);
            if (call is null or { Fault.LeavesBody: false })
                request.Body = await BodyAsync(context, ending.Token);
            if (call is not null)
                await call.Fault.ServeAsync(call);
            else if (shelf.Find(context.Request.Path.Value ?? "/", request, context.Request.Query) is { } document)
                await DocumentAnswer.ServeAsync(context, document);
            else if (context.Request.Path == Inbox)
                context.Response.StatusCode = StatusCodes.Status204NoContent;
            else if (context.Request.Path == "/")
                await DocumentAnswer.ServeAsync(context, OriginDocument.Of(OpmlList.Of(this).ToString(), "text/x-opml"));
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client disconnected, as clients do on faults, or the origin is stopping.
            context.Abort();
        }
        catch (FormatException e)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(e.Message, ending.Token);
        }
        finally
        {
            log.End(context);
        }
    }
}
