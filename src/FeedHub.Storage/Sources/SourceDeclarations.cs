using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Sources;

/// <summary>Updates the table of sources to match what the files declare.</summary>
internal static class SourceDeclarations
{
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> ReconcileAsync(SqlSession sql, IReadOnlyList<Source> declared, DateTimeOffset now)
    {
        var stored = await sql.QueryAsync(
            "SELECT id, declaration, declared FROM source",
            row => (
                Id: row.Text("id"), Json: row.Text("declaration"), Source: SourceRows.Declaration(row),
                IsDeclared: row.Flag("declared")));
        var before = stored.ToDictionary(s => s.Id);
        var changed = false;
        foreach (var source in declared)
        {
            var json = SourceRows.Json(source);
            var isKnown = before.Remove(source.Id.Value, out var old);
            if (isKnown && old.IsDeclared && old.Json == json)
                continue;
            changed = true;
            await DeclareAsync(sql, source, json, sameUrl: isKnown && old.Source.Url == source.Url, now);
            // What its stories are found by, and what is shown of them.
            if (isKnown && (old.Source.Kind != source.Kind || old.Source.Outlet != source.Outlet
                || old.Source.Title != source.Title || old.Source.Republish != source.Republish
                || !old.Source.Countries.SequenceEqual(source.Countries)))
            {
                await StaleStories.MarkChangedAsync(
                    sql, "id IN (SELECT story_id FROM entry WHERE source_id = @source)", ("@source", source.Id.Value));
            }
        }
        foreach (var (id, _, _, _) in before.Values.Where(s => s.IsDeclared))
        {
            changed = true;
            await sql.ExecuteAsync("UPDATE source SET declared = 0, polled = 0 WHERE id = @id", ("@id", id));
        }
        if (changed)
            await Versions.AdvanceAsync(sql, Versions.Timeline);
        return changed;
    }

    private static async Task DeclareAsync(SqlSession sql, Source source, string json, bool sameUrl, DateTimeOffset now)
    {
        var host = SourceRows.HostOf(source.Url);
        await sql.ExecuteAsync(
            """
            INSERT INTO source (id, declaration, title, kind, host, site, declared, polled, state, standing, missed, next_poll)
            VALUES (@id, @declaration, @title, @kind, @host, @site, 1, @polled, @state, @standing, @missed, @now)
            ON CONFLICT (id) DO UPDATE SET declaration = excluded.declaration, title = excluded.title, kind = excluded.kind,
              host = excluded.host, site = excluded.site, declared = 1, polled = excluded.polled,
              next_poll = CASE WHEN source.polled = 1 AND @sameUrl = 1 THEN source.next_poll ELSE excluded.next_poll END
            """,
            [
                .. SourceRows.Values(new SourceState { Id = source.Id, Times = new() { Next = now } }),
                ("@id", source.Id.Value),
                ("@declaration", json),
                ("@title", source.Title),
                ("@kind", source.Kind?.Name()),
                ("@host", host),
                ("@site", source.Politeness.SiteOf(host)),
                ("@sameUrl", sameUrl),
                ("@polled", source.Enabled),
                ("@now", now.ToColumn()),
            ]);
    }
}
