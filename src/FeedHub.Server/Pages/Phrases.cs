using System.Globalization;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Pages;

/// <summary>Codes and times as the pages word them.</summary>
internal static class Phrases
{
    public static string Title(this SourceStanding standing) => standing switch
    {
        SourceStanding.Broken => "Broken",
        SourceStanding.Failing => "Failing now",
        SourceStanding.Losing => "Losing items",
        SourceStanding.Waiting => "Not yet polled",
        SourceStanding.Working => "Working",
        _ => "Not polled",
    };

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A moment in full, UTC.</summary>
    public static string Moment(DateTimeOffset at) => $"{Date(at)}, {Clock(at)} UTC";

    /// <summary>The value of a <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>How long ago or how soon, in the largest unit that fits.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var (span, past) = (now - at).Duration() is var d && at <= now ? (d, true) : (d, false);
        if (span < TimeSpan.FromMinutes(1)) return past ? "just now" : "in a moment";
        var text = Span(span);
        return past ? $"{text} ago" : $"in {text}";
    }

    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => Count((long)span.TotalSeconds, "second"),
        { TotalHours: < 1 } => $"{(long)span.TotalMinutes} min",
        { TotalHours: < 48 } => Count((long)span.TotalHours, "hour"),
        _ => Count((long)span.TotalDays, "day"),
    };

    public static string Count(long n, string noun, string? plural = null) =>
        $"{n.ToString("N0", CultureInfo.InvariantCulture)} {(n == 1 ? noun : plural ?? noun + "s")}";

    public static string Failure(FetchFailure failure) => failure switch
    {
        FetchFailure.BadUrl => "its address is not a web address",
        FetchFailure.GuardedAddress => "its address is in a network that FeedHub may not reach",
        FetchFailure.DnsError => "its host name could not be resolved",
        FetchFailure.ConnectError => "could not connect",
        FetchFailure.ConnectTimeout => "the connection timed out",
        FetchFailure.TlsError => "no secure connection (TLS)",
        FetchFailure.HttpClientError => "its server refused the request",
        FetchFailure.HttpServerError => "its server failed",
        FetchFailure.RateLimited => "it asks us to poll less often",
        FetchFailure.BotWall => "it admits only browsers, by a test that we do not try to pass",
        FetchFailure.Gone => "it says that the feed is permanently gone",
        FetchFailure.TooLarge => "the response is too large",
        FetchFailure.TooSlow => "the response is too slow",
        FetchFailure.ConnectionBroken => "the response was cut off",
        FetchFailure.BadEncoding => "the response is wrongly compressed",
        FetchFailure.RedirectLoop => "its redirects go in a circle",
        FetchFailure.TooManyRedirects => "it redirects too often",
        FetchFailure.CircuitOpen => "its host failed too often and is not contacted for a while",
        FetchFailure.NoCredential => "its credential is missing from the environment",
        FetchFailure.ProxyError => "the proxy for this source does not let us through",
        FetchFailure.NotAFeed => "the response is not a feed",
        FetchFailure.ParseError => "the response is too broken to be read",
        FetchFailure.Internal => "FeedHub itself failed",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "Not a failure."),
    };
}
