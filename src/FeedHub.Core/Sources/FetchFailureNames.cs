using System.Collections.Frozen;

namespace FeedHub.Core.Sources;

/// <summary>The short name of each failure in logs, metrics and the command line.</summary>
public static class FetchFailureNames
{
    private static readonly FrozenDictionary<FetchFailure, string> Words = Enum.GetValues<FetchFailure>().ToFrozenDictionary(f => f, Spell);

    public static string Name(this FetchFailure failure) => Words[failure];

    private static string Spell(FetchFailure failure) => failure switch
    {
        FetchFailure.BadUrl => "bad URL",
        FetchFailure.GuardedAddress => "guarded address",
        FetchFailure.DnsError => "DNS error",
        FetchFailure.ConnectError => "connect error",
        FetchFailure.ConnectTimeout => "connect timeout",
        FetchFailure.TlsError => "TLS error",
        FetchFailure.HttpClientError => "HTTP 4xx",
        FetchFailure.HttpServerError => "HTTP 5xx",
        FetchFailure.RateLimited => "rate limited",
        FetchFailure.BotWall => "bot wall",
        FetchFailure.Gone => "gone",
        FetchFailure.TooLarge => "too large",
        FetchFailure.TooSlow => "too slow",
        FetchFailure.ConnectionBroken => "connection broken",
        FetchFailure.BadEncoding => "bad encoding",
        FetchFailure.RedirectLoop => "redirect loop",
        FetchFailure.TooManyRedirects => "too many redirects",
        FetchFailure.CircuitOpen => "circuit open",
        FetchFailure.NoCredential => "no credential",
        FetchFailure.ProxyError => "proxy error",
        FetchFailure.NotAFeed => "not a feed",
        FetchFailure.ParseError => "parse error",
        FetchFailure.Internal => "internal error",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "Unknown failure."),
    };
}
