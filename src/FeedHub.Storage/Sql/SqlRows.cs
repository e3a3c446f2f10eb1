namespace FeedHub.Storage.Sql;

/// <summary>Values for many rows of a table.</summary>
/// <param name="Columns">The columns that are written.</param>
/// <param name="Rows">Their values, a list for each row.</param>
public sealed record SqlRows(string Table, IReadOnlyList<SqlColumn> Columns, IReadOnlyList<object?[]> Rows)
{
    internal IEnumerable<string> Names => Columns.Select(c => c.Name);
}

/// <summary>A column that is written.</summary>
/// <param name="Type"><c>bigint</c>, <c>double precision</c>, <c>text</c> or <c>bytea</c>.</param>
public sealed record SqlColumn(string Name, string Type = "text")
{
    /// <summary>The parameter for its value.</summary>
    internal string Parameter { get; } = "@" + Name;
}
