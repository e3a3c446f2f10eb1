using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace FeedHub.Origin;

/// <summary>Records every request, and counts those being answered at each address.</summary>
/// <param name="lines">
/// Gets a line for each request once it is answered: milliseconds since 1970 at its beginning and end, host, and path. Null for none.
/// </param>
internal sealed class RequestLog(TimeProvider clock, TextWriter? lines)
{
    private readonly ConcurrentQueue<OriginRequest> requests = new();
    private readonly ConcurrentDictionary<IPAddress, int> inFlight = new();
    private int inAll;
    private readonly long started = clock.GetTimestamp();

    public IReadOnlyList<OriginRequest> All => [.. requests];

    /// <summary>Requests being answered now.</summary>
    public int InFlight => Volatile.Read(ref inAll);

    public OriginRequest Begin(HttpContext context)
    {
        var address = context.Connection.LocalIpAddress!;
        context.Items[typeof(RequestLog)] = clock.GetUtcNow();
        var request = new OriginRequest
        {
            Address = address,
            Method = context.Request.Method,
            Host = context.Request.Host.Value ?? "",
            Path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            At = clock.GetElapsedTime(started),
            InFlight = inFlight.AddOrUpdate(address, 1, (_, n) => n + 1),
            InFlightInAll = Interlocked.Increment(ref inAll),
            Connection = context.Connection.Id,
        };
        requests.Enqueue(request);
        return request;
    }

    /// <summary>Counts the request as answered, once.</summary>
    public void End(HttpContext context)
    {
        if (!context.Items.TryAdd(this, null))
            return;
        Interlocked.Decrement(ref inAll);
        inFlight.AddOrUpdate(context.Connection.LocalIpAddress!, 0, (_, n) => n - 1);
        if (lines is null)
            return;
        var (began, ended) = ((DateTimeOffset)context.Items[typeof(RequestLog)]!, clock.GetUtcNow());
        lock (lines)
        {
            lines.WriteLine(
                $"{began.ToUnixTimeMilliseconds()} {ended.ToUnixTimeMilliseconds()} {context.Request.Host.Value} {context.Request.Path}");
        }
    }
}
