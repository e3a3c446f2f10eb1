using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Mirroring;

namespace FeedHub.Server.Publishing;

/// <summary>
/// Makes the secret addresses of briefs that are not public, from a key in the data folder: anyone who has the address may look, and nobody
/// can guess it. If the key's file is deleted, all addresses that were given out become invalid.
/// </summary>
internal sealed class PreviewSecret(FeedHubOptions options, IDataFiles files)
{
    private const int KeyLength = 32;

    /// <summary>Null if there is no key and this application, which only reads, may not make one.</summary>
    public async Task<string?> PathAsync(Series series, Brief brief, CancellationToken cancellationToken) =>
        await KeyAsync(cancellationToken) is { } key ? $"/preview/{Token(key, series, brief)}" : null;

    /// <summary>The brief at this address that is not public, or null.</summary>
    public async Task<(Series Series, Brief Brief)?> FindAsync(
        IEnumerable<Series> all, string token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await KeyAsync(cancellationToken) is not { } key)
        {
            return null;
        }
        var given = Encoding.ASCII.GetBytes(token);
        foreach (var series in all)
        {
            foreach (var brief in series.Briefs.Concat(series.Drafts).Where(b => IsHidden(b, now)))
            {
                if (CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Token(key, series, brief))))
                {
                    return (series, brief);
                }
            }
        }
        return null;
    }

    /// <summary>Not public yet; a withdrawn brief is not shown at a secret address either.</summary>
    public static bool IsHidden(Brief brief, DateTimeOffset now) => brief.Status != BriefStatus.Withdrawn && !brief.IsPublicAt(now);

    private static string Token(byte[] key, Series series, Brief brief) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{series.Slug}/{brief.Slug}")));

    /// <summary>The key as the file is now, since another node may have made it, or somebody deleted it.</summary>
    private async Task<byte[]?> KeyAsync(CancellationToken cancellationToken)
    {
        var path = DataPath.In(options.DataDirectory, DataPath.PreviewKey);
        if (!File.Exists(path))
        {
            await files.ChangeAsync(
                DataPath.PreviewKey, there => there is null ? RandomNumberGenerator.GetBytes(KeyLength) : null, cancellationToken);
        }
        return !File.Exists(path) ? null
            : await File.ReadAllBytesAsync(path, cancellationToken) is { Length: KeyLength } key ? key
            : throw new InvalidDataException($"{path} is not a key of {KeyLength} bytes; delete it, and a new one is made.");
    }
}
