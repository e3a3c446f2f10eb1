using DbUp;
using DbUp.Engine;
using FeedHub.Storage.Copying;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;
using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>Brings a database file up to date.</summary>
internal static class SqliteMigrations
{
    private const string TextsBefore = "SELECT 1 FROM sqlite_master WHERE name = 'entry_text_before'";

    /// <summary>Whether a script in this assembly is one of SQLite's.</summary>
    public static bool IsOurs(string name) =>
        name.EndsWith(".sql", StringComparison.Ordinal) && !name.Contains(".Postgres.", StringComparison.Ordinal);

    /// <summary>Whether nothing has to be done.</summary>
    public static bool IsUpToDate(SqliteConnection connection) =>
        !Upgrader(connection.ConnectionString).IsUpgradeRequired() && SqliteFiles.Scalar(connection, TextsBefore) is null;

    /// <summary>Leaves alone what a newer version has changed; writes nothing.</summary>
    /// <exception cref="NewerStoreException">The database has migrations that this version does not know.</exception>
    public static void RefuseNewer(SqliteConnection connection, string store)
    {
        if (SqliteFiles.Scalar(connection, "SELECT 1 FROM sqlite_master WHERE name = 'SchemaVersions'") is null)
            return;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT ScriptName FROM SchemaVersions";
        var applied = new List<string>();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
                applied.Add(MigrationOrder.FileName(rows.GetString(0)));
        }
        NewerStoreException.ThrowIfNewer(
            store, applied, typeof(SqliteMigrations).Assembly.GetManifestResourceNames().Where(IsOurs).Select(MigrationOrder.FileName));
    }

    /// <returns>The names of the migrations that were applied.</returns>
    /// <exception cref="UnfinishedCopyException">It is a copy that is not finished.</exception>
    /// <exception cref="NewerStoreException">The database has migrations that this version does not know.</exception>
    public static IReadOnlyList<string> Run(string connectionString, string file)
    {
        var applied = new List<string>();
        using (var first = new SqliteConnection(connectionString))
        {
            first.Open();
            RefuseNewer(first, $"the data folder {Path.GetDirectoryName(file)}");
            // Stored in the file: with WAL, reading continues while another connection writes.
            SqliteFiles.Execute(first, "PRAGMA journal_mode = WAL;");
        }
        TakeOver(connectionString, file);
        var upgrader = Upgrader(connectionString);
        // Two processes that start together both try; the one whose script fails then finds that the other has run it.
        for (var attempt = 1; upgrader.IsUpgradeRequired(); attempt++)
        {
            var result = upgrader.PerformUpgrade();
            applied.AddRange(result.Scripts.Select(script => MigrationOrder.FileName(script.Name)));
            // Neither a failed script nor another process's lock: trying again would hide the cause.
            if (result is { Successful: false, Error: SqliteException { SqliteErrorCode: not (1 or 5 or 6 or 19) } hopeless })
                throw hopeless;
            if (!result.Successful && attempt == 5)
            {
                throw new InvalidOperationException(
                    $"Migration {result.ErrorScript?.Name} of {file} failed: {result.Error.Message}", result.Error);
            }
        }
        var connection = new SqliteConnection(connectionString);
        using var sql = new SqlSession(connection, SqliteDialect.Instance);
        connection.Open();
        PackTexts(connection, sql);
        // Else what is stale waits for the writer of grouping, who knows the gazetteer.
        if (applied.Count > 0)
            RenewIndex(connection, sql);
        return applied;
    }

    /// <summary>Makes a finished copy a store like any other.</summary>
    /// <exception cref="UnfinishedCopyException">It is a copy that is not finished.</exception>
    public static void TakeOver(string connectionString, string file)
    {
        var connection = new SqliteConnection(connectionString);
        using var sql = new SqlSession(connection, SqliteDialect.Instance);
        connection.Open();
        if (Done(CopyMark.TakeOverAsync(sql)) is { } source)
            throw new UnfinishedCopyException(Path.GetDirectoryName(file)!, source);
    }

    private static UpgradeEngine Upgrader(string connectionString) => DeployChanges.To.SqliteDatabase(connectionString)
        .WithScriptsEmbeddedInAssembly(typeof(SqliteMigrations).Assembly, IsOurs)
        .WithScriptNameComparer(MigrationOrder.Instance)
        .WithTransactionPerScript()
        .WithVariablesDisabled()
        .LogToNowhere()
        .Build();

    /// <summary>
    /// Compresses the texts that a migration has put aside, which SQL cannot. In many transactions, so that it goes on where it stopped.
    /// </summary>
    private static void PackTexts(SqliteConnection connection, SqlSession sql)
    {
        const int Together = 2000;
        while (SqliteFiles.Scalar(connection, TextsBefore) is not null)
        {
            Write(connection, sql, () =>
            {
                // Another process may have finished in the meantime.
                if (SqliteFiles.Scalar(connection, TextsBefore, (SqliteTransaction)sql.Transaction!) is null)
                    return;
                var texts = Done(sql.QueryAsync(
                    "SELECT seq, summary, content, text FROM entry_text_before ORDER BY seq LIMIT @max",
                    row => (
                        Seq: row.Number("seq"),
                        Texts: new EntryTexts(row.TextOrNull("summary"), row.Text("text"), row.TextOrNull("content"))),
                    ("@max", Together)));
                foreach (var (seq, text) in texts)
                {
                    Done(sql.ExecuteAsync(
                        "INSERT INTO entry_text (seq, texts) VALUES (@seq, @texts)", ("@seq", seq), ("@texts", text.Packed())));
                }
                Done(sql.ExecuteAsync(
                    texts.Count < Together
                        ? "DROP TABLE entry_text_before"
                        : $"DELETE FROM entry_text_before WHERE seq <= {texts[^1].Seq}"));
            });
        }
    }

    /// <summary>
    /// Brings the index of stories up to date, as after the migration that empties it: SQL cannot fold. In many transactions; what is left
    /// when it is stopped waits for the writer of grouping.
    /// </summary>
    private static void RenewIndex(SqliteConnection connection, SqlSession sql)
    {
        while (SqliteFiles.Scalar(connection, $"SELECT {StaleStories.Exist}") is 1L)
            Write(connection, sql, () => Done(StoryIndexing.RenewAsync(sql, null)));
    }

    private static void Write(SqliteConnection connection, SqlSession sql, Action work)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        sql.Transaction = transaction;
        work();
        transaction.Commit();
        sql.Transaction = null;
    }

    /// <summary>SQLite's provider does nothing asynchronously.</summary>
    private static void Done(Task task) => task.GetAwaiter().GetResult();

    private static T Done<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
