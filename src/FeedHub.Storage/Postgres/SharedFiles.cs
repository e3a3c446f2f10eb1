using System.Security.Cryptography;
using FeedHub.Core.Nodes;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Postgres;

/// <summary>
/// The files that nodes share, in a database on a server. A file that was deleted keeps its row, so that every node hears of it.
/// </summary>
public sealed class SharedFiles(FeedDatabase database)
{
    /// <summary>Maximum size of a file in bytes: three pictures of the largest kind, or the findings about ten thousand sources.</summary>
    public const int MaxBytes = 16 << 20;

    private const string Columns = "SELECT path, number, hash FROM shared_file";

    /// <summary>The number of the last change; 0 before the first.</summary>
    public async Task<long> LatestAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await LatestAsync(sql);
    }

    /// <summary>The files that were changed or deleted after a change, as they are now, in the order of their changes.</summary>
    /// <param name="number">That of the change; 0 for all files.</param>
    public async Task<IReadOnlyList<SharedFile>> ChangedAfterAsync(long number, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.QueryAsync($"{Columns} WHERE number > @number ORDER BY number", File, ("@number", number));
    }

    /// <summary>The file as it is now; null if there has never been one.</summary>
    public async Task<SharedFile?> FindAsync(string path, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await FindAsync(sql, path);
    }

    /// <summary>The bytes of this version; null if it has been changed since.</summary>
    public async Task<byte[]?> BytesAsync(SharedFile file, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var found = await sql.QueryAsync(
            "SELECT bytes FROM shared_file WHERE path = @path AND number = @number AND bytes IS NOT NULL",
            row => row.Bytes("bytes"), ("@path", file.Path), ("@number", file.Number));
        return found.SingleOrDefault();
    }

    /// <summary>Writes or deletes a file if it still is as it was seen.</summary>
    /// <param name="bytes">Null to delete it.</param>
    /// <param name="seen">The version that was seen; null if there was none.</param>
    /// <returns>The new version; null, with nothing written, if somebody else has changed the file.</returns>
    /// <exception cref="ArgumentException">The file is too large.</exception>
    public async Task<SharedFile?> WriteAsync(
        string path, byte[]? bytes, SharedFile? seen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (bytes?.Length > MaxBytes)
            throw new ArgumentException($"{path} has {bytes.Length} bytes; at most {MaxBytes} are shared.", nameof(bytes));
        var hash = bytes is null ? null : Convert.ToHexStringLower(SHA256.HashData(bytes));
        return await database.WriteAsync(
            WriteScope.Files,
            async sql =>
            {
                if ((await FindAsync(sql, path))?.Number != seen?.Number)
                    return null;
                var written = new SharedFile(path, await LatestAsync(sql) + 1, hash);
                await sql.ExecuteAsync(
                    """
                    INSERT INTO shared_file (path, number, changed, hash, bytes)
                    VALUES (@path, @number, @changed, CAST(@hash AS text), CAST(@bytes AS bytea))
                    ON CONFLICT (path) DO UPDATE
                    SET number = excluded.number, changed = excluded.changed, hash = excluded.hash, bytes = excluded.bytes
                    """,
                    ("@path", path), ("@number", written.Number), ("@changed", now.ToColumn()), ("@hash", hash), ("@bytes", bytes));
                await sql.Dialect.TellAsync(sql, StoreNews.Files);
                return written;
            },
            cancellationToken);
    }

    private static async Task<long> LatestAsync(SqlSession sql) => await sql.NumberAsync("SELECT MAX(number) FROM shared_file") ?? 0;

    private static async Task<SharedFile?> FindAsync(SqlSession sql, string path) =>
        (await sql.QueryAsync($"{Columns} WHERE path = @path", File, ("@path", path))).SingleOrDefault();

    private static SharedFile File(SqlRow row) => new(row.Text("path"), row.Number("number"), row.TextOrNull("hash"));
}
