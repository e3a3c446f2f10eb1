using System.Globalization;
using Dapper;
using DbUp;
using FeedHub.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FeedHub.Tests.Storage;

/// <summary>A database as an older version left it.</summary>
internal static class OlderDatabase
{
    /// <param name="before">The number of the first migration that the older version did not have.</param>
    /// <param name="rows">What it had stored, as SQL.</param>
    public static async Task CreateAsync(string folder, int before, string rows)
    {
        var file = $"Data Source={Path.Combine(folder, "feedhub.db")};Pooling=False";
        await using var connection = new SqliteConnection(file);
        var older = DeployChanges.To.SqliteDatabase(file)
            .WithScriptsEmbeddedInAssembly(
                typeof(SqliteDatabase).Assembly, name => SqliteMigrations.IsOurs(name) && Number(name) < before)
            .WithScriptNameComparer(MigrationOrder.Instance)
            .WithVariablesDisabled().LogToNowhere().Build();
        Assert.True(older.PerformUpgrade().Successful);
        await connection.ExecuteAsync(rows);
    }

    private static int Number(string script) => int.Parse(script.Split("Migrations.")[1].AsSpan(0, 4), CultureInfo.InvariantCulture);
}
