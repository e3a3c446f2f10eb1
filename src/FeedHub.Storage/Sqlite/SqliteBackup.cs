using FeedHub.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>Copies a database to a file and back, even while it is in use.</summary>
public sealed class SqliteBackup(SqliteDatabase database)
{
    /// <summary>Copies the database to a file.</summary>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            throw new IOException($"{file} already exists; name a file that does not exist yet.");
        database.TakeOver();
        await using var source = await database.ConnectAsync(cancellationToken);
        SqliteFiles.Copy(source, file);
    }

    /// <summary>Replaces the content of the database with that of a backup, after copying the old content to a file beside it.</summary>
    /// <returns>The file with the old content; null when there was no database.</returns>
    /// <exception cref="InvalidDataException">The file is not a sound FeedHub backup; nothing was changed.</exception>
    /// <exception cref="NewerStoreException">It is one of a newer version; nothing was changed.</exception>
    public async Task<string?> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        Verify(file);
        var aside = SetAsideName();
        try
        {
            // The copy of the old content must be complete, even if an earlier process ended before its first migration.
            if (aside is not null)
                database.Migrate();
        }
        catch (UnusableFolderException damaged) when (damaged.IsDamage)
        {
            await ReplaceAsync(file, aside!, cancellationToken);
            return aside;
        }
        database.CreateFile();
        await using var target = await database.ConnectAsync(cancellationToken);
        if (aside is not null)
            SqliteFiles.Copy(target, aside);
        // SQLite's own backup, into the open file: a process that has it open sees the old content or the new, never a mixture.
        await using (var source = await OpenFileAsync(file, cancellationToken))
            source.BackupDatabase(target);
        database.Migrate();
        if (aside is not null)
            await RaiseVersionsAsync(aside, cancellationToken);
        return aside;
    }

    /// <summary>
    /// Replaces a damaged database file with a backup; the damaged file is first copied unchanged, with its write-ahead log and index.
    /// </summary>
    private async Task ReplaceAsync(string backup, string aside, CancellationToken cancellationToken)
    {
        var file = database.FilePath;
        string[] belongings = ["", "-wal", "-shm"];
        foreach (var belonging in belongings.Where(b => File.Exists(file + b)))
            File.Copy(file + belonging, aside + belonging);
        database.ClearPool();
        await using (var source = await OpenFileAsync(backup, cancellationToken))
        {
            File.Delete(file + "-wal");
            File.Delete(file + "-shm");
            SqliteFiles.Copy(source, file, replace: true);
        }
        database.Migrate();
    }

    /// <summary>Versions are the keys of running servers' caches, so a version must not be reused for other content.</summary>
    private async Task RaiseVersionsAsync(string aside, CancellationToken cancellationToken)
    {
        await using var old = new SqlSession(await OpenFileAsync(aside, cancellationToken), SqliteDialect.Instance);
        var versions = await Versions.AllAsync(old);
        await database.WriteAsync(
            WriteScope.None,
            async sql =>
            {
                foreach (var (name, value) in versions)
                    await Versions.RaiseAboveAsync(sql, name, value);
                return versions.Count;
            },
            cancellationToken);
    }

    /// <summary>A free name beside the database; null when there is no database.</summary>
    private string? SetAsideName()
    {
        if (!File.Exists(database.FilePath))
            return null;
        var name = $"{database.FilePath}.before-restore";
        for (var n = 2; File.Exists(name); n++)
            name = $"{database.FilePath}.before-restore-{n}";
        return name;
    }

    private static void Verify(string file)
    {
        if (!File.Exists(file))
            throw new InvalidDataException($"{file} does not exist.");
        try
        {
            using var connection = new SqliteConnection(SqliteFiles.ConnectionString(file, SqliteOpenMode.ReadOnly));
            connection.Open();
            if (SqliteFiles.Scalar(connection, "PRAGMA integrity_check") is not "ok")
                throw new InvalidDataException($"{file} is damaged: SQLite's integrity check fails.");
            const string Tables =
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('entry', 'story', 'source', 'version')";
            if (SqliteFiles.Scalar(connection, Tables) is not 4L)
                throw new InvalidDataException($"{file} is an SQLite database, but not a FeedHub backup.");
            SqliteMigrations.RefuseNewer(connection, file);
        }
        catch (SqliteException e)
        {
            throw new InvalidDataException($"{file} cannot be read as a backup: {e.Message}", e);
        }
    }

    private static async Task<SqliteConnection> OpenFileAsync(string file, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(SqliteFiles.ConnectionString(file, SqliteOpenMode.ReadOnly));
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
