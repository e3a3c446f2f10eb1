using DbUp;
using FeedHub.Core.Content;
using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>Brings a database file up to date.</summary>
internal static class SqliteMigrations
{
    public static void Run(string connectionString, string file)
    {
        using (var connection = new SqliteConnection(connectionString))
        {
            connection.Open();
            // Stored in the file: with WAL, reading continues while another connection writes.
            SqliteFiles.Execute(connection, "PRAGMA journal_mode = WAL;");
        }
        var upgrader = DeployChanges.To.SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(SqliteMigrations).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithScriptNameComparer(MigrationOrder.Instance)
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
        // Two processes that start together both try; the one whose script fails then finds that the other has run it.
        for (var attempt = 1; upgrader.IsUpgradeRequired(); attempt++)
        {
            var result = upgrader.PerformUpgrade();
            // Neither a failed script nor another process's lock: trying again would hide the cause.
            if (result is { Successful: false, Error: SqliteException { SqliteErrorCode: not (1 or 5 or 6 or 19) } hopeless })
                throw hopeless;
            if (!result.Successful && attempt == 5)
            {
                throw new InvalidOperationException(
                    $"Migration {result.ErrorScript?.Name} of {file} failed: {result.Error.Message}", result.Error);
            }
        }
        using (var connection = new SqliteConnection(connectionString))
        {
            connection.Open();
            FillSearch(connection);
        }
    }

    /// <summary>Fills the search index when it has no entries, as after the migration that creates it: SQL cannot fold.</summary>
    private static void FillSearch(SqliteConnection connection)
    {
        const string Needed = "SELECT EXISTS (SELECT 1 FROM entry_text) AND NOT EXISTS (SELECT 1 FROM entry_search_docsize)";
        if (SqliteFiles.Scalar(connection, Needed) is 0L)
            return;
        using var transaction = connection.BeginTransaction(deferred: false);
        // Another process may have filled it in the meantime.
        if (SqliteFiles.Scalar(connection, Needed, transaction) is 0L)
            return;
        using var read = connection.CreateCommand();
        using var write = connection.CreateCommand();
        (read.CommandText, read.Transaction) = ("SELECT seq, title, text FROM entry JOIN entry_text USING (seq)", transaction);
        (write.CommandText, write.Transaction) = (SqliteDialect.Instance.Index, transaction);
        var (seq, title, text) = (
            write.Parameters.Add("@seq", SqliteType.Integer), write.Parameters.Add("@title", SqliteType.Text),
            write.Parameters.Add("@text", SqliteType.Text));
        using (var rows = read.ExecuteReader())
        {
            while (rows.Read())
            {
                (seq.Value, title.Value, text.Value) = (
                    rows.GetInt64(0), SearchText.Fold(rows.GetString(1)), SearchText.Fold(rows.GetString(2)));
                write.ExecuteNonQuery();
            }
        }
        transaction.Commit();
    }
}
