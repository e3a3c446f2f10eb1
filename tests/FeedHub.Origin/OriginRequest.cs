using System.Net;

namespace FeedHub.Origin;

/// <summary>A request as the origin received it.</summary>
public sealed record OriginRequest
{
    /// <summary>The IP address that it was sent to.</summary>
    public required IPAddress Address { get; init; }
    public required string Method { get; init; }
    /// <summary>The Host header.</summary>
    public required string Host { get; init; }
    /// <summary>Path and query, as on the request line.</summary>
    public required string Path { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
    /// <summary>What was sent as the body; empty as long as it has not arrived.</summary>
    public ReadOnlyMemory<byte> Body { get; internal set; }
    /// <summary>Time since the origin started.</summary>
    public required TimeSpan At { get; init; }
    /// <summary>Requests being answered at this address when this one arrived, including itself.</summary>
    public required int InFlight { get; init; }
    /// <summary>The same for all addresses together.</summary>
    public required int InFlightInAll { get; init; }
    /// <summary>The connection that it arrived on.</summary>
    public required string Connection { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
