namespace FeedHub.Core.Sources;

/// <summary>A permanent redirect that has been seen, and may become the source's address.</summary>
public sealed record PendingMove(string To, int Hits, DateTimeOffset Since);

/// <summary>A source's address was replaced by where it had moved; the operator's file stays as it is.</summary>
/// <param name="UndoneAt">When a person took it back; such a move is not made again.</param>
public sealed record SourceMove(string From, string To, DateTimeOffset At, DateTimeOffset? UndoneAt = null);

/// <summary>
/// Which of a source's addresses is asked: the declared one, where that has moved for good, or a fallback while it is dead.
/// </summary>
public static class SourceAddress
{
    /// <summary>
    /// An address has moved once so many answers in a row said so, over so long: a slip of the outlet's is mended sooner.
    /// </summary>
    public const int MoveHits = 5;
    public static readonly TimeSpan MoveTime = TimeSpan.FromHours(72);

    /// <summary>How often a main address that gave way to a fallback is asked whether it is alive again.</summary>
    public static readonly TimeSpan ReturnTime = TimeSpan.FromHours(6);

    /// <summary>The address to ask now.</summary>
    public static string Current(Source source, SourceState state) =>
        state.Addresses.Fallback is { } fallback && source.FallbackUrls.Contains(fallback) ? fallback : Main(source, state);

    /// <summary>
    /// The source as it is asked at one of its addresses. What it shows to who asks for it is for the declared server alone.
    /// </summary>
    public static Source At(Source source, string address) => source with
    {
        Url = address,
        Credential = Authority(address) == Authority(source.Url) ? source.Credential : null,
    };

    /// <summary>The main address, when it is time to ask whether it is alive again; null when it is not, or is asked anyhow.</summary>
    public static string? ToReturnTo(Source source, SourceState state, DateTimeOffset now) =>
        Current(source, state) != Main(source, state) && !(now - state.Addresses.MainAsked < ReturnTime) ? Main(source, state) : null;

    /// <summary>
    /// What an answer with a feed says of its address having moved for good. Redirects to what is none are no move: an outlet that is
    /// being rebuilt sends every old address to its front page, and takes it back.
    /// </summary>
    /// <param name="state">Its answer's address is the address that was asked.</param>
    /// <param name="movedTo">Where to; null when it has not.</param>
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

    /// <summary>The next address to try after a broken one: each fallback in turn, and the main one again.</summary>
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

    /// <summary>Takes the moves of the declared address back, so that it is asked again; null when there is none in force.</summary>
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

    /// <summary>A move belongs to the address that was declared when it was made: another one in the file ends it.</summary>
    private static SourceMove? MoveOf(Source source, SourceState state) =>
        state.Addresses.Moves.LastOrDefault(m => m.From == source.Url && m.UndoneAt is null);
}
