using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Briefs.Following;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Briefs;

/// <summary>The acts of editors in SQL.</summary>
public sealed class EditorLog(FeedDatabase database) : IEditorLog
{
    private const string Heads = "number, at, key_id, key_name, series, slug, action, note, "
        + "CASE WHEN before IS DISTINCT FROM after THEN 1 ELSE 0 END AS changed";

    public Task<long?> AddAsync(
        EditorAct act, FollowedPost? decides, Func<CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        bool? worked = null;
        return database.WriteAsync(
            WriteScope.Editing(act.Series),
            async sql =>
            {
                var post = decides is null ? null : await FollowStore.FindAsync(sql, decides);
                if (decides is not null && post?.ProposesTheSameAs(decides) != true)
                    return null;
                // What it writes outside the database stays when the transaction is undone, and must not be written twice.
                worked ??= await work(cancellationToken);
                if (worked == false)
                    return null;
                // Should these fail, the file is new and the proposal still open, so that it can be decided again.
                if (post is not null)
                    await FollowStore.KeepAsync(sql, act.Decide(post));
                return (long?)await AddAsync(sql, act);
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<LoggedAct>> LatestAsync(
        string series, string? slug, long? before, int limit, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.QueryAsync(
            $"""
            SELECT {Heads} FROM editor_log
            WHERE series = @series AND (CAST(@slug AS TEXT) IS NULL OR slug = @slug) AND number < @before
            ORDER BY number DESC LIMIT @limit
            """,
            row => Act(row, whole: false),
            ("@series", series),
            ("@slug", slug),
            ("@before", before ?? long.MaxValue),
            ("@limit", limit));
    }

    public async Task<LoggedAct?> FindAsync(string series, long number, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var acts = await sql.QueryAsync(
            $"SELECT {Heads}, before, after FROM editor_log WHERE number = @number AND series = @series",
            row => Act(row, whole: true),
            ("@number", number),
            ("@series", series));
        return acts.FirstOrDefault();
    }

    internal static async Task<long> AddAsync(SqlSession sql, EditorAct act) => (await sql.NumberAsync(
        """
        INSERT INTO editor_log (at, key_id, key_name, series, slug, action, before, after, note)
        VALUES (@at, @keyId, @keyName, @series, @slug, @action, @before, @after, @note)
        RETURNING number
        """,
        ("@at", act.At.ToColumn()),
        ("@keyId", act.By.KeyId),
        ("@keyName", act.By.KeyName),
        ("@series", act.Series),
        ("@slug", act.Slug ?? ""),
        ("@action", act.Kind.ToString()),
        ("@before", act.Before),
        ("@after", act.After),
        ("@note", act.Note)))!.Value;

    private static LoggedAct Act(SqlRow row, bool whole) => new(
        row.Number("number"),
        new()
        {
            At = row.Instant("at"),
            By = new(row.Text("key_id"), row.Text("key_name")),
            Kind = Enum.Parse<EditorActKind>(row.Text("action")),
            Series = row.Text("series"),
            Slug = row.Text("slug") is { Length: > 0 } slug ? slug : null,
            Before = whole ? row.TextOrNull("before") : null,
            After = whole ? row.TextOrNull("after") : null,
            Note = row.Text("note"),
        },
        row.Flag("changed"));
}
