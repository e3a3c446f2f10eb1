namespace FeedHub.Core.Sources;

/// <summary>The target of a permanent redirect, which may become the source's address.</summary>
public sealed record PendingMove(string To, int Hits, DateTimeOffset Since);

/// <summary>The replacement of a source's address by the one to which it has moved; the operator's file stays unchanged.</summary>
/// <param name="UndoneAt">When a person undid the move; it is not made again.</param>
public sealed record SourceMove(string From, string To, DateTimeOffset At, DateTimeOffset? UndoneAt = null);

/// <summary>
/// Decides which address of a source is polled: the declared one, the one to which it has moved permanently, or a fallback while it is
/// dead.
/// </summary>
public static class SourceAddress
{
    /// <summary>
    /// An address counts as moved after this many responses in a row over at least <see cref="MoveTime"/>: an outlet corrects a mistake
    /// sooner.
    /// </summary>
    public const int MoveHits = 5;
    public static readonly TimeSpan MoveTime = TimeSpan.FromHours(72);

    /// <summary>How often a main address that was replaced by a fallback is tried again.</summary>
    public static readonly TimeSpan ReturnTime = TimeSpan.FromHours(6);

    /// <summary>The address to poll now.</summary>
    public static string Current(Source source, SourceState state) =>
        state.Addresses.Fallback is { } fallback && source.FallbackUrls.Contains(fallback) ? fallback : Main(source, state);

    /// <summary>The source as polled at one of its addresses. The credential is sent only to the declared server.</summary>
    public static Source At(Source source, string address) => source with
    {
        Url = address,
        Credential = Authority(address) == Authority(source.Url) ? source.Credential : null,
    };

    /// <summary>The main address, if it is time to try it again; null if it is not, or if it is polled anyway.</summary>
    public static string? ToReturnTo(Source source, SourceState state, DateTimeOffset now) =>
        Current(source, state) != Main(source, state) && !(now - state.Addresses.MainAsked < ReturnTime) ? Main(source, state) : null;

    /// <summary>
    /// Records what a response with a feed says about a permanent move. A redirect to anything but a feed is not a move: an outlet that is
    /// being rebuilt redirects every old address to its front page for a time.
    /// </summary>
    /// <param name="state">The address in its last answer is the one that was requested.</param>
    /// <param name="movedTo">Where the address has moved; null if it has not.</param>
    public static SourceState Observe(Source source, SourceState state, string? movedTo, DateTimeOffset now)
    {
        var (asked, known) = (state.Answer.Url, state.Addresses);
        if (asked != Main(source, state))
            return state;
        if (movedTo is null || movedTo == asked || known.Moves.Any(m => m.UndoneAt is not null && m.From == source.Url && m.To == movedTo))
            return state with { Addresses = known with { PendingMove = null } };
        var pending = known.PendingMove is { } seen && seen.To == movedTo
            ? seen with { Hits = seen.Hits + 1 }
            : new PendingMove(movedTo, 1, now);
        var addresses = pending.Hits < MoveHits || now - pending.Since < MoveTime
            ? known with { PendingMove = pending }
            : known with { PendingMove = null, Moves = [.. known.Moves, new SourceMove(source.Url, movedTo, now)] };
        return state with { Addresses = addresses };
    }

    /// <summary>Moves on to the next address after a broken one: each fallback in turn, then the main one again.</summary>
    public static SourceState Rotate(Source source, SourceState state, DateTimeOffset now)
    {
        if (source.FallbackUrls.Count == 0)
            return state;
        var addresses = source.FallbackUrls.ToList();
        var known = state.Addresses;
        var tried = known.Fallback is null ? -1 : addresses.IndexOf(known.Fallback);
        return state with
        {
            Addresses = known with
            {
                Fallback = tried + 1 < addresses.Count ? addresses[tried + 1] : null,
                MainAsked = known.Fallback is null ? now : known.MainAsked,
            },
        };
    }

    /// <summary>Undoes the moves of the declared address, so that it is polled again; null if none is in force.</summary>
    public static SourceState? Undo(Source source, SourceState state, DateTimeOffset now)
    {
        if (MoveOf(source, state) is null)
            return null;
        var moves = state.Addresses.Moves.Select(m => m.From == source.Url && m.UndoneAt is null ? m with { UndoneAt = now } : m);
        return state with { Addresses = state.Addresses with { PendingMove = null, Moves = [.. moves] } };
    }

    private static string Authority(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : "";

    private static string Main(Source source, SourceState state) => MoveOf(source, state)?.To ?? source.Url;

    /// <summary>A move belongs to the address that was declared when it was made; a new address in the file ends it.</summary>
    private static SourceMove? MoveOf(Source source, SourceState state) =>
        state.Addresses.Moves.LastOrDefault(m => m.From == source.Url && m.UndoneAt is null);
}
