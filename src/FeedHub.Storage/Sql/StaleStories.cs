namespace FeedHub.Storage.Sql;

/// <summary>
/// Stories whose reports have changed since the index of stories was written. The writer of grouping renews their rows in it, and tells
/// what has changed.
/// </summary>
internal static class StaleStories
{
    /// <summary>A condition that is true while there are any.</summary>
    public const string Exist = "EXISTS (SELECT 1 FROM story WHERE stale = 1)";

    /// <summary>A condition on <c>story</c>: something has changed that the index has and the log of changes has not.</summary>
    public const string AreUntold = "untold > 0 AND stale = 0";

    /// <summary>The value of <c>untold</c> where the text of a report was revised.</summary>
    public const long Corrected = 2;

    /// <summary>Has the index of stories renewed, of which readers see nothing.</summary>
    /// <param name="stories">A condition on <c>story</c>.</param>
    public static Task<int> MarkAsync(SqlSession sql, string stories, params ReadOnlySpan<(string Name, object? Value)> values) =>
        sql.ExecuteAsync($"UPDATE story SET stale = 1 WHERE {stories}", values);

    /// <summary>The same for what is to be told to those who follow the changes.</summary>
    /// <inheritdoc cref="MarkAsync"/>
    public static Task<int> MarkChangedAsync(SqlSession sql, string stories, params ReadOnlySpan<(string Name, object? Value)> values) =>
        sql.ExecuteAsync(
            $"UPDATE story SET stale = 1, untold = CASE WHEN untold = {Corrected} THEN untold ELSE 1 END WHERE {stories}", values);
}
