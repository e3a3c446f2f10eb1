using FeedHub.Server.Configuration.Mirroring;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace FeedHub.Server.Security.Sessions;

/// <summary>
/// The keys of cookies and forms, which are read again as soon as another node's has come: otherwise they would be
/// read once a day, and that node's cookies refused until then.
/// </summary>
internal sealed class CookieKeys : IKeyManager, IDisposable
{
    private readonly XmlKeyManager keys;
    private readonly IDataFiles files;
    private CancellationTokenSource stale = new();

    public CookieKeys(XmlKeyManager keys, IDataFiles files)
    {
        (this.keys, this.files) = (keys, files);
        files.Arrived += Arrived;
    }

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate) =>
        keys.CreateNewKey(activationDate, expirationDate);

    public IReadOnlyCollection<IKey> GetAllKeys() => keys.GetAllKeys();

    /// <summary>Cancelled when the keys that were read before are no longer all.</summary>
    public CancellationToken GetCacheExpirationToken() => CancellationTokenSource
        .CreateLinkedTokenSource(Volatile.Read(ref stale).Token, keys.GetCacheExpirationToken()).Token;

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null) => keys.RevokeAllKeys(revocationDate, reason);

    public void RevokeKey(Guid keyId, string? reason = null) => keys.RevokeKey(keyId, reason);

    public void Dispose()
    {
        files.Arrived -= Arrived;
        stale.Dispose();
    }

    private void Arrived(string path)
    {
        if (path.StartsWith($"{DataPath.EditorKeys}/", StringComparison.Ordinal))
            Interlocked.Exchange(ref stale, new()).Cancel();
    }
}
