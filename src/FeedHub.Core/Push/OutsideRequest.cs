namespace FeedHub.Core.Push;

/// <summary>A request to somebody else's machine, as a whole: what is sent, and how much of an answer is awaited.</summary>
public sealed record OutsideRequest
{
    /// <summary>An http or https address. A user name or password in it is not sent.</summary>
    public required string Url { get; init; }
    public string Method { get; init; } = "POST";
    /// <summary>
    /// Headers besides those that FeedHub sets itself: User-Agent, Content-Type and what belongs to the connection. They may hold secrets.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
    public ReadOnlyMemory<byte> Body { get; init; }
    /// <summary>Content-Type of the body.</summary>
    public string? ContentType { get; init; }
    /// <summary>Maximum size of the answer's body in bytes; a larger one is not read.</summary>
    public int MaxAnswerBytes { get; init; } = 64 * 1024;
    /// <summary>Time for the whole exchange, but without waiting for other requests to the host.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}
