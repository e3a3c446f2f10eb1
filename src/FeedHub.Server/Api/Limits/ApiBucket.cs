namespace FeedHub.Server.Api.Limits;

/// <summary>The requests that one client may still make.</summary>
/// <param name="Name">What is counted: a key or an address.</param>
/// <param name="PerMinute">How many requests it holds, and how many flow in within a minute.</param>
/// <param name="Who">Whose it is, in the words of a refusal.</param>
/// <param name="Take">Takes one request; false if there is none.</param>
/// <param name="Left">How many are left.</param>
internal sealed record ApiBucket(string Name, int PerMinute, string Who, Func<bool> Take, Func<long> Left)
{
    private const int Window = 60;

    public long Remaining => Left();

    /// <summary>Seconds until there is one more.</summary>
    public int Wait => (Window + PerMinute - 1) / PerMinute;

    /// <summary>The value of <c>RateLimit-Policy</c>: quota, and the seconds within which it comes back.</summary>
    public string Policy => $"\"{Name}\";q={PerMinute};w={Window}";

    /// <summary>The value of <c>RateLimit</c>: what is left, and the seconds until the whole quota is back.</summary>
    public string State
    {
        get
        {
            var left = Left();
            return $"\"{Name}\";r={left};t={((PerMinute - left) * Window + PerMinute - 1) / PerMinute}";
        }
    }

    public string Refusal =>
        $"{Who} {PerMinute} requests, which is what it may make in a minute. Wait for the seconds of Retry-After, and heed "
            + "RateLimit of later answers. A request with If-None-Match that is answered with 304 is not counted"
            + (Name == "key" ? "." : "; with a key, more requests are answered.");
}
