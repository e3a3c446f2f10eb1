namespace FeedHub.Storage.Sql;

/// <summary>
/// Stories whose reports have changed since the index of stories was written. The writer of grouping renews their rows in it.
/// </summary>
internal static class StaleStories
{
    /// <summary>A condition that is true while there are any.</summary>
    public const string Exist = "EXISTS (SELECT 1 FROM story WHERE stale = 1)";

    /// <param name="stories">A condition on <c>story</c>.</param>
    public static Task<int> MarkAsync(SqlSession sql, string stories, params ReadOnlySpan<(string Name, object? Value)> values) =>
        sql.ExecuteAsync($"UPDATE story SET stale = 1 WHERE {stories}", values);
}
