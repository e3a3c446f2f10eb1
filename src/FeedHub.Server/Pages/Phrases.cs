using System.Globalization;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Pages;

/// <summary>Codes and times in the words of the pages.</summary>
internal static class Phrases
{
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
        FetchFailure.BadUrl => "its address is no web address",
        FetchFailure.GuardedAddress => "its address leads into a network that is not to be reached",
        FetchFailure.DnsError => "its host name is not known",
        FetchFailure.ConnectError => "no connection",
        FetchFailure.ConnectTimeout => "no connection in time",
        FetchFailure.TlsError => "no safe connection (TLS)",
        FetchFailure.HttpClientError => "it refuses the request",
        FetchFailure.HttpServerError => "its server fails",
        FetchFailure.RateLimited => "it asks us to come less often",
        FetchFailure.BotWall => "it lets browsers in only, by a test that we do not try to pass",
        FetchFailure.Gone => "it says that the feed is gone for good",
        FetchFailure.TooLarge => "the answer is too large",
        FetchFailure.TooSlow => "the answer is too slow",
        FetchFailure.ConnectionBroken => "the answer broke off",
        FetchFailure.BadEncoding => "the answer is badly compressed",
        FetchFailure.RedirectLoop => "its redirects go in a circle",
        FetchFailure.TooManyRedirects => "it redirects too often",
        FetchFailure.CircuitOpen => "its host failed too often and is left alone for a while",
        FetchFailure.NoCredential => "the environment does not hold its credential",
        FetchFailure.ProxyError => "the proxy that it is asked through does not let us through",
        FetchFailure.NotAFeed => "the answer is no feed",
        FetchFailure.ParseError => "the answer is too broken to be read",
        FetchFailure.Internal => "FeedHub itself failed",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "Not a failure."),
    };
}
