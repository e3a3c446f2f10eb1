using System.Security.Cryptography;
using FeedHub.Storage.Postgres;
using Npgsql;

namespace FeedHub.Tests.Storage.Postgres;

/// <summary>The PostgreSQL server that tests may create databases on, and their databases.</summary>
internal static class TestServer
{
    private const string Variable = "FEEDHUB_TEST_POSTGRES";
    private const string Prefix = "FeedHub.Storage.Postgres.Migrations.";

    private static readonly Lazy<string> Template = new(MakeTemplate);

    /// <summary>A new database that is up to date; the test is skipped if there is no server.</summary>
    public static Database Create()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(Variable) is { Length: > 0 },
            $"{Variable} has no connection string of a PostgreSQL server on which databases may be created.");
        var name = $"feedhub_test_{Guid.NewGuid():N}";
        Execute($"CREATE DATABASE {name} TEMPLATE {Template.Value}");
        return new Database(name);
    }

    /// <summary>The server's connection string, for another database.</summary>
    public static string StoreString(string database) => new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Variable))
    {
        Database = database,
    }.ConnectionString;

    /// <summary>Makes a database as new as one that nothing has been stored in.</summary>
    public static void Empty(string database) => Execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public", database);

    /// <summary>Runs a statement in a database; without a name, in the one that the variable names.</summary>
    public static object? Execute(string sql, string? database = null)
    {
        using var connection = new NpgsqlConnection(
            database is null ? Environment.GetEnvironmentVariable(Variable) : StoreString(database) + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    /// <summary>
    /// A database to copy, made once for each state of the migrations: it stays on the server, since copying it takes a tenth of the time
    /// that the migrations take.
    /// </summary>
    private static string MakeTemplate()
    {
        var name = $"feedhub_template_{State()}";
        if (Execute($"SELECT 1 FROM pg_database WHERE datname = '{name}'") is not null)
            return name;
        // Complete before it has its name, whoever else makes it at the same time.
        var made = $"feedhub_test_{Guid.NewGuid():N}";
        Execute($"CREATE DATABASE {made} TEMPLATE template0 ENCODING 'UTF8'");
        using (var database = new PostgresDatabase(PostgresAddress.Read(StoreString(made) + ";Pooling=false")))
            database.Migrate();
        try
        {
            Execute($"ALTER DATABASE {made} RENAME TO {name}");
        }
        catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            Execute($"DROP DATABASE {made}");
        }
        return name;
    }

    private static string State()
    {
        var assembly = typeof(PostgresDatabase).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var scripts = assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal));
        foreach (var name in scripts.Order(StringComparer.Ordinal))
        {
            using var script = new MemoryStream();
            assembly.GetManifestResourceStream(name)!.CopyTo(script);
            hash.AppendData(script.ToArray());
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    internal sealed class Database(string name) : IDisposable
    {
        public PostgresAddress Address { get; } = PostgresAddress.Read(StoreString(name));

        public string Name => name;

        public void Dispose() => Execute($"DROP DATABASE {name} WITH (FORCE)");
    }
}
