using System.Globalization;
using System.Threading.RateLimiting;
using FeedHub.Server.Limits;
using FeedHub.Server.Security;

namespace FeedHub.Server.Api.Streams;

/// <summary>
/// How many streams may be open: in all, so that connections are left for others, and for each key or client address. As elsewhere,
/// loopback and private networks count as many clients.
/// </summary>
internal sealed class StreamPlaces : IDisposable
{
    public const int PerKey = 50;
    public const int PerAddress = 10;

    /// <summary>Seconds after which to try again.</summary>
    private const int Later = 60;

    private readonly ConcurrencyLimiter all = new(Limit(InAll));
    private readonly KeyedLimiter<string> keys = new(() => new ConcurrencyLimiter(Limit(PerKey)));
    private readonly KeyedLimiter<string> addresses = new(() => new ConcurrencyLimiter(Limit(PerAddress)));

    public static int InAll => Math.Min(2000, OpenFiles.Connections / 2);

    /// <summary>To be disposed when the stream has ended, unless it was refused.</summary>
    public StreamPlace Take(HttpContext http)
    {
        var mine = KeyHolder.Of(http) is { } holder ? keys.AttemptAcquire(holder.KeyId)
            : ClientAddress.PublicFrom(http) is { } client ? addresses.AttemptAcquire(client.ToString()) : null;
        if (mine is { IsAcquired: false })
            return Refused(http, StatusCodes.Status429TooManyRequests, "You have as many streams open as one client may; close one first.");
        var one = all.AttemptAcquire();
        if (one.IsAcquired)
            return new StreamPlace(null, one, mine);
        mine?.Dispose();
        return Refused(http, StatusCodes.Status503ServiceUnavailable, "As many streams are open as there is room for; try again later.");
    }

    public void Dispose()
    {
        all.Dispose();
        keys.Dispose();
        addresses.Dispose();
    }

    private static ConcurrencyLimiterOptions Limit(int places) => new() { PermitLimit = places, QueueLimit = 0 };

    private static StreamPlace Refused(HttpContext http, int status, string detail)
    {
        http.Response.Headers.RetryAfter = Later.ToString(CultureInfo.InvariantCulture);
        return new StreamPlace(TypedResults.Problem(detail, statusCode: status), null, null);
    }
}

/// <summary>Room for one stream.</summary>
/// <param name="Refusal">The answer if there is none.</param>
internal sealed record StreamPlace(IResult? Refusal, IDisposable? InAll, IDisposable? OfClient) : IDisposable
{
    public void Dispose()
    {
        InAll?.Dispose();
        OfClient?.Dispose();
    }
}
