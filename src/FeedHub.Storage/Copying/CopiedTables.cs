using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Copying;

/// <summary>What of a store is copied, and what is not. A test finds the tables that are in neither list.</summary>
internal static class CopiedTables
{
    public const string Stories = "story";

    /// <summary>Row by row. The order does not matter: the target checks references at the end.</summary>
    public static readonly IReadOnlyList<CopiedTable> All =
    [
        // Whoever polls here at this moment does not poll there.
        new("source", "id") { LeftToDefault = ["claimed_by", "claimed_until"] },
        new("source_event", "id") { IsNumbered = true },
        new("source_fetch", "id") { IsNumbered = true },
        new("host_rest", "host"),
        // The index of stories is made anew, so each begins as stale; PostgreSQL itself keeps where reports are.
        new(Stories, "id") { LeftToDefault = ["stale", "first_entry", "last_entry"] },
        new("entry", "seq") { IsNumbered = true },
        new("entry_text", "seq"),
        new("entry_alias", "source_id", "key"),
        new("revision", "entry_id", "replaced_at") { Index = "revision_entry" },
        new("purged", "source_id", "key"),
        new("story_move", "number") { IsNumbered = true },
        new("story_change", "number"),
        new("story_redirect", "id"),
        new("story_related", "story", "other"),
        new("story_correction", "one", "other"),
        new("brief", "series", "slug"),
        new("brief_version", "series", "slug", "number"),
        new("followed_post", "series", "key_kind", "key"),
        new("follow_event", "id") { IsNumbered = true },
        new("editor_log", "number") { IsNumbered = true },
        new("watch_exclusion", "series", "slug", "item", "entry_id"),
        new("saved_view", "id"),
        new("alert", "id"),
        new("alert_told", "alert", "story"),
        new("catalog_file", "path"),
        new("catalog_owner", "id"),
        // Whoever sends here at this moment does not send there.
        new("delivery", "id") { LeftToDefault = ["worker"] },
        new("webhook_secret", "name", "secret"),
        new("access_key", "hash"),
        new(Versions.Table, "name"),
    ];

    /// <summary>Tables that each store has for itself, with the reason.</summary>
    public static readonly IReadOnlyList<(string Table, string Reason)> LeftOut =
    [
        ("write_probe", "It is written to see whether that store can be written."),
        (StoryIndex.TableName, "Each engine has another index of stories, made from what is copied; SQLite's has further tables."),
        (StoryValues.TableName, "It is made with that index."),
        ("index_names", "It tells of that index."),
        ("entry_key", "PostgreSQL keeps the keys of entries as they are written; for SQLite it is a view of them."),
        ("node", "It has who is alive there."),
        ("site_turn", "It has the requests of this moment."),
        ("shared_file", "Each node's data folder has these files too, and brings them when it joins the new store."),
        ("schemaversions", "Each engine has migrations of its own."),
    ];
}
