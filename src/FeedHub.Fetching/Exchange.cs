using FeedHub.Core.Sources.Settings;
using FeedHub.Fetching.Http;

namespace FeedHub.Fetching;

/// <summary>One request to somebody else's machine, and how its answer is read.</summary>
internal sealed record Exchange
{
    public required Uri Address { get; init; }
    public required FetchDeadline Deadline { get; init; }
    /// <summary>Writes the request.</summary>
    public required Func<HttpRequestMessage> Write { get; init; }
    /// <summary>Reads the answer, given the request.</summary>
    public required Func<HttpRequestMessage, HttpResponseMessage, Task<Reply>> ReadAsync { get; init; }
    public SourcePoliteness Politeness { get; init; } = SourcePoliteness.Usual;
    public string? Proxy { get; init; }
    public string? ProxyVariable { get; init; }
}
