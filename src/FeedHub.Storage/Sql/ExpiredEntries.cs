namespace FeedHub.Storage.Sql;

/// <summary>Entries that retention deletes together.</summary>
/// <param name="Which">A condition on <c>entry</c>.</param>
/// <param name="Table">The table that has these entries and no others; null if they are deleted row by row.</param>
internal sealed record ExpiredEntries(SqlCondition Which, string? Table);
