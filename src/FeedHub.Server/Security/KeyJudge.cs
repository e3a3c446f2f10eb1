using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Access;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Server.Limits;
using FeedHub.Server.Security.Sessions;

namespace FeedHub.Server.Security;

/// <summary>Identifies the caller by the key that a request presents: one that was issued, or that of the environment.</summary>
internal sealed class KeyJudge(
    IAccessKeyStore store, FeedHubOptions options, WrongKeys wrong, EditorCookie cookie, KeyUses uses, TimeProvider clock)
{
    /// <summary>How long the answer to a wrong key is delayed.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);

    private readonly byte[]? timelineKey = string.IsNullOrEmpty(options.TimelineKey)
        ? null
        : Encoding.ASCII.GetBytes(AccessKey.Hash(options.TimelineKey));

    /// <summary>Judges what the request presents.</summary>
    /// <param name="takesCookie">Whether the cookie of a sign-in counts if the request presents no key.</param>
    public async ValueTask<KeyVerdict> JudgeAsync(HttpContext http, bool takesCookie)
    {
        // Browsers first send a request without a key: that is not delayed.
        if (PresentedKey.From(http.Request) is { } key)
            return await JudgeAsync(http, key);
        // Nobody can guess a cookie, so this is no place to try keys.
        return takesCookie && cookie.Read(http) is { } hash && await HolderAsync(hash, http.RequestAborted) is { } holder
            ? new(holder with { IsSignedIn = true }, IsTooMany: false)
            : KeyVerdict.NoKey;
    }

    /// <summary>Judges a key.</summary>
    public async ValueTask<KeyVerdict> JudgeAsync(HttpContext http, string key)
    {
        var verdict = await wrong.JudgeAsync(ClientAddress.From(http), AccessKey.Hash(key), HolderAsync, http.RequestAborted);
        if (verdict is { Holder: null, IsTooMany: false }) await Task.Delay(Delay, clock, http.RequestAborted);
        return verdict;
    }

    /// <summary>The store is asked each time, so that a revoked key is refused at once, whichever process revoked it.</summary>
    private async Task<KeyHolder?> HolderAsync(string hash, CancellationToken cancellationToken)
    {
        if (timelineKey is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), timelineKey))
            return new(AccessRole.Reader, AccessKey.Id(hash), "FeedHub__TimelineKey");
        if (await store.FindAsync(hash, cancellationToken) is not { } given) return null;
        uses.Note(given);
        return new(given.Role, given.Id, given.Name);
    }
}

/// <param name="Holder">Whose key was presented; null if there was none, or if it is not one of ours.</param>
/// <param name="IsTooMany">Whether the key was not even checked, since too many wrong ones came from that address.</param>
internal readonly record struct KeyVerdict(KeyHolder? Holder, bool IsTooMany)
{
    public static readonly KeyVerdict NoKey;
    public static readonly KeyVerdict TooMany = new(null, IsTooMany: true);
}
