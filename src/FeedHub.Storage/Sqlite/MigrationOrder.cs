namespace FeedHub.Storage.Sqlite;

/// <summary>Orders migrations by the number at the beginning of their file name, whatever their folder.</summary>
internal sealed class MigrationOrder : IComparer<string>
{
    public static readonly MigrationOrder Instance = new();

    public int Compare(string? x, string? y) => string.CompareOrdinal(FileName(x!), FileName(y!));

    /// <summary><c>0002_search.sql</c> of <c>FeedHub.Storage.Sqlite.Migrations.0002_search.sql</c>.</summary>
    public static string FileName(string name) =>
        name[(name.LastIndexOf("Migrations.", StringComparison.Ordinal) + "Migrations.".Length)..];
}
