using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Access;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Server.Limits;

namespace FeedHub.Server.Security;

/// <summary>Identifies the caller by the key that a request presents: one that was issued, or that of the environment.</summary>
internal sealed class KeyJudge(IAccessKeyStore store, FeedHubOptions options, WrongKeys wrong, KeyUses uses, TimeProvider clock)
{
    /// <summary>How long the answer to a wrong key is delayed.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(300);

    private readonly byte[]? timelineKey = string.IsNullOrEmpty(options.TimelineKey)
        ? null
        : Encoding.ASCII.GetBytes(AccessKey.Hash(options.TimelineKey));

    public async ValueTask<KeyVerdict> JudgeAsync(HttpContext http)
    {
        // Browsers first send a request without a key: that is not delayed.
        if (PresentedKey.From(http.Request) is not { } key) return KeyVerdict.NoKey;
        var verdict = await wrong.JudgeAsync(ClientAddress.From(http), AccessKey.Hash(key), RoleOfAsync, http.RequestAborted);
        if (verdict is { Role: null, IsTooMany: false }) await Task.Delay(Delay, clock, http.RequestAborted);
        return verdict;
    }

    /// <summary>The store is asked each time, so that a revoked key is refused at once, whichever process revoked it.</summary>
    private async Task<AccessRole?> RoleOfAsync(string hash, CancellationToken cancellationToken)
    {
        if (timelineKey is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), timelineKey))
            return AccessRole.Reader;
        if (await store.FindAsync(hash, cancellationToken) is not { } given) return null;
        uses.Note(given);
        return given.Role;
    }
}

/// <param name="Role">Role of the key that was presented; null if there was none, or if it is not one of ours.</param>
/// <param name="IsTooMany">Whether the key was not even checked, since too many wrong ones came from that address.</param>
internal readonly record struct KeyVerdict(AccessRole? Role, bool IsTooMany)
{
    public static readonly KeyVerdict NoKey;
    public static readonly KeyVerdict TooMany = new(null, IsTooMany: true);
}
