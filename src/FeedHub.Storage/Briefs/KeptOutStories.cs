using FeedHub.Core.Briefs.Editing;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Briefs;

/// <summary>The stories that are kept out of the items of briefs, in SQL.</summary>
public sealed class KeptOutStories(FeedDatabase database) : IKeptOutStories
{
    public async Task<IReadOnlyList<KeptOutStory>> OfAsync(string series, string slug, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.QueryAsync(
            "SELECT item, entry_id, title FROM watch_exclusion WHERE series = @series AND slug = @slug ORDER BY at, item, entry_id",
            row => new KeptOutStory(row.Text("item"), row.Text("entry_id"), row.Text("title")),
            ("@series", series),
            ("@slug", slug));
    }

    public Task<bool> KeepOutAsync(KeptOutStory story, EditorAct act, CancellationToken cancellationToken) => WriteAsync(
        """
        INSERT INTO watch_exclusion (series, slug, item, entry_id, title, key_id, at)
        VALUES (@series, @slug, @item, @entry, @title, @keyId, @at)
        ON CONFLICT (series, slug, item, entry_id) DO NOTHING
        """,
        story, act, [("@title", story.Title), ("@keyId", act.By.KeyId), ("@at", act.At.ToColumn())], cancellationToken);

    public Task<bool> LetInAsync(KeptOutStory story, EditorAct act, CancellationToken cancellationToken) => WriteAsync(
        "DELETE FROM watch_exclusion WHERE series = @series AND slug = @slug AND item = @item AND entry_id = @entry",
        story, act, [], cancellationToken);

    private Task<bool> WriteAsync(
        string statement, KeptOutStory story, EditorAct act, (string, object?)[] others, CancellationToken cancellationToken) =>
        database.WriteAsync(
            WriteScope.Editing(act.Series),
            async sql =>
            {
                var rows = await sql.ExecuteAsync(
                    statement,
                    [("@series", act.Series), ("@slug", act.Slug), ("@item", story.Item), ("@entry", story.Entry), .. others]);
                if (rows > 0)
                    await EditorLog.AddAsync(sql, act);
                return rows > 0;
            },
            cancellationToken);
}
