using DbUp;
using DbUp.Engine;
using DbUp.Postgresql;
using FeedHub.Storage.Copying;
using FeedHub.Storage.Sql;
using Npgsql;

namespace FeedHub.Storage.Postgres;

/// <summary>Brings a database on a server up to date.</summary>
internal static class PostgresMigrations
{
    private const int OldestVersion = 15;
    private const string Names = "FeedHub.Storage.Postgres.Migrations.";

    /// <summary>Any number that nobody else takes for a lock, in this database.</summary>
    private const long Lock = 0x46656564487562;

    /// <summary>Whether nothing has to be done.</summary>
    public static bool IsUpToDate(NpgsqlDataSource source) => !Upgrader(source).IsUpgradeRequired();

    /// <returns>The names of the migrations that were applied.</returns>
    /// <exception cref="UnfinishedCopyException">It is a copy that is not finished.</exception>
    /// <exception cref="NewerStoreException">The database has migrations that this version does not know.</exception>
    public static IReadOnlyList<string> Run(NpgsqlDataSource source, PostgresAddress address)
    {
        using var connection = source.OpenConnection();
        RefuseNewer(connection, address);
        if (connection.PostgreSqlVersion.Major < OldestVersion)
        {
            throw new UnusableServerException(
                address, $"the server is PostgreSQL {connection.PostgreSqlVersion}, which is too old. Use {OldestVersion} or later");
        }
        if (connection.PostgresParameters.GetValueOrDefault("server_encoding") is var encoding && encoding != "UTF8")
            throw new UnusableServerException(address, $"its encoding is {encoding}. Create it anew with createdb --encoding=UTF8");
        TakeOver(source, address);
        var upgrader = Upgrader(source);
        // Nothing is locked or written where nothing is to be done: who may only read can open the database, too.
        if (!upgrader.IsUpgradeRequired())
            return [];
        // Nodes that start together wait for the first, and then find that it has done everything.
        using var locking = connection.BeginTransaction();
        Execute(connection, $"SELECT pg_advisory_xact_lock({Lock})");
        var result = upgrader.PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name[Names.Length..])]
            : throw result.Error as NpgsqlException
                ?? (Exception)new InvalidOperationException($"Migration {result.ErrorScript?.Name} of {address} failed.", result.Error);
    }

    private static UpgradeEngine Upgrader(NpgsqlDataSource source) =>
        DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(source))
            .WithScriptsEmbeddedInAssembly(typeof(PostgresMigrations).Assembly, name => name.StartsWith(Names, StringComparison.Ordinal))
            .WithTransaction()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();

    /// <summary>Makes a finished copy a store like any other.</summary>
    private static void TakeOver(NpgsqlDataSource database, PostgresAddress address)
    {
        using var sql = new SqlSession(database.OpenConnection(), PostgresDialect.Instance);
        if (CopyMark.TakeOverAsync(sql).GetAwaiter().GetResult() is { } source)
            throw new UnfinishedCopyException(address.ToString(), source);
    }

    private static void RefuseNewer(NpgsqlConnection connection, PostgresAddress address)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT to_regclass('schemaversions') IS NOT NULL";
        if (command.ExecuteScalar() is not true)
            return;
        command.CommandText = "SELECT scriptname FROM schemaversions";
        var applied = new List<string>();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
                applied.Add(FileName(rows.GetString(0)));
        }
        NewerStoreException.ThrowIfNewer(
            address.ToString(), applied,
            typeof(PostgresMigrations).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Names, StringComparison.Ordinal)).Select(FileName));
    }

    private static string FileName(string name) => name.StartsWith(Names, StringComparison.Ordinal) ? name[Names.Length..] : name;

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
