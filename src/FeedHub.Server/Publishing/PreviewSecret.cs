using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;
using FeedHub.Storage;

namespace FeedHub.Server.Publishing;

/// <summary>
/// Makes the secret addresses of briefs that are not public, from a key in the data folder: anyone who has the address may look, and nobody
/// can guess it. If the key's file is deleted, all addresses that were given out become invalid.
/// </summary>
internal sealed class PreviewSecret(FeedHubOptions options)
{
    private const int KeyLength = 32;
    private readonly Lock turn = new();
    private byte[]? key;

    public string Path(Series series, Brief brief) => $"/preview/{TokenOf(series, brief)}";

    /// <summary>The brief at this address that is not public, or null.</summary>
    public (Series Series, Brief Brief)? Find(IEnumerable<Series> all, string token, DateTimeOffset now)
    {
        var given = Encoding.ASCII.GetBytes(token);
        foreach (var series in all)
        {
            foreach (var brief in series.Briefs.Concat(series.Drafts).Where(b => IsHidden(b, now)))
            {
                if (CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(TokenOf(series, brief))))
                {
                    return (series, brief);
                }
            }
        }
        return null;
    }

    /// <summary>Not public yet; a withdrawn brief is not shown at a secret address either.</summary>
    public static bool IsHidden(Brief brief, DateTimeOffset now) => brief.Status != BriefStatus.Withdrawn && !brief.IsPublicAt(now);

    private string TokenOf(Series series, Brief brief) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Key(), Encoding.UTF8.GetBytes($"{series.Slug}/{brief.Slug}")));

    private byte[] Key()
    {
        lock (turn)
        {
            return key ??= ReadOrMake(System.IO.Path.Combine(options.DataDirectory, "preview.key"));
        }
    }

    private static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            var made = $"{path}.{Guid.NewGuid():N}";
            using (var file = PrivateFiles.Create(made))
            {
                file.Write(RandomNumberGenerator.GetBytes(KeyLength));
            }
            try
            {
                // Another process on the folder may have been first; its key is used.
                File.Move(made, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(made);
            }
        }
        return File.ReadAllBytes(path) is { Length: KeyLength } key
            ? key : throw new InvalidDataException($"{path} is not a key of {KeyLength} bytes; delete it, and a new one is made.");
    }
}
