using FeedHub.Core.Sources;

namespace FeedHub.Core.Push;

/// <summary>What became of an <see cref="OutsideRequest"/>.</summary>
public abstract record OutsideAnswer
{
    private OutsideAnswer()
    {
    }

    /// <summary>
    /// The server answered, whatever it said. Redirects are answers like any other: what was sent to one address goes to no other.
    /// </summary>
    public sealed record Answered : OutsideAnswer
    {
        public required int Status { get; init; }
        /// <summary>The body after content decoding; empty unless it is whole.</summary>
        public ReadOnlyMemory<byte> Body { get; init; }
        /// <summary>
        /// False if the body was larger than wanted, broke off, came too late or is wrongly coded. The status still counts, so that
        /// nothing is sent twice.
        /// </summary>
        public required bool IsWhole { get; init; }
        public string? ContentType { get; init; }
        /// <summary>Location as received.</summary>
        public string? Location { get; init; }
        /// <summary>How long the server asks to wait (Retry-After, both forms; RFC 9110 §10.2.3).</summary>
        public TimeSpan? RetryAfter { get; init; }

        /// <summary>The server took what was sent (2xx).</summary>
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>No answer. Whether the request arrived is not known, unless the failure says that it was never sent.</summary>
    /// <param name="Detail">What happened, in words for an operator; no secrets.</param>
    public sealed record Failed(FetchFailure Failure, string Detail) : OutsideAnswer
    {
        /// <summary>After which time it is worth trying again; null if that is not known.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }
}
