using System.Globalization;
using Dapper;
using DbUp;
using FeedHub.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FeedHub.Tests.Storage;

/// <summary>Makes databases as older versions left them.</summary>
internal static class OlderDatabase
{
    /// <summary>The database of a folder with all migrations whose number is lower than <paramref name="below"/>.</summary>
    /// <param name="content">SQL that fills it.</param>
    public static async Task CreateAsync(string folder, int below, string content)
    {
        var file = $"Data Source={Path.Combine(folder, "feedhub.db")};Pooling=False";
        await using var connection = new SqliteConnection(file);
        var older = DeployChanges.To.SqliteDatabase(file)
            .WithScriptsEmbeddedInAssembly(
                typeof(SqliteDatabase).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal) && Number(name) < below)
            .WithVariablesDisabled().LogToNowhere().Build();
        Assert.True(older.PerformUpgrade().Successful);
        await connection.ExecuteAsync(content);
    }

    private static int Number(string script) => int.Parse(script.Split("Migrations.")[1].AsSpan(0, 4), CultureInfo.InvariantCulture);
}
