using FeedHub.Core.Push;
using FeedHub.Core.Sources;

namespace FeedHub.Fetching.Http;

/// <summary>The outcome of one request.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>The server redirects to another address.</summary>
    /// <param name="Location">The new address, as received.</param>
    /// <param name="Permanent">True when the address itself has changed (301, 308).</param>
    /// <param name="Cookies">The values of Set-Cookie, as received.</param>
    public sealed record Redirect(string Location, bool Permanent, IReadOnlyList<string> Cookies) : Reply;

    /// <summary>The server answered what we sent, whatever its status says.</summary>
    public sealed record Answer(OutsideAnswer.Answered Answered) : Reply;

    /// <summary>The fetch ends with this result, unless it is tried again.</summary>
    public sealed record Final(FetchResult Result) : Reply
    {
        /// <summary>Trying again soon may help.</summary>
        public bool Transient { get; init; }

        /// <summary>The host itself is in trouble, and so are its other feeds.</summary>
        public bool IsHostTrouble => Result is FetchResult.Failed
        {
            Failure: FetchFailure.DnsError or FetchFailure.ConnectError or FetchFailure.ConnectTimeout or FetchFailure.TlsError
                or FetchFailure.HttpServerError or FetchFailure.TooSlow or FetchFailure.ConnectionBroken,
        };
    }

    public static Final Failed(FetchFailure failure, string detail, bool transient = false, TimeSpan? retryAfter = null) =>
        new(new FetchResult.Failed { Failure = failure, Detail = detail, RetryAfter = retryAfter }) { Transient = transient };

    public static Final Failed(TransportException e) => Failed(e.Failure, e.Message, e.Transient);
}
