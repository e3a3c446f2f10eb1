using Dapper;

namespace FeedHub.Tests.Storage.Postgres;

/// <summary>Both engines store the same, so that a store can be copied from one to the other.</summary>
public sealed class SchemaTests : IDisposable
{
    private const string OfSqlite =
        "t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'story_index%' AND t.name <> 'SchemaVersions'";

    /// <summary>Tables that SQLite does not have, each with the reason.</summary>
    private static readonly (string Name, string Reason)[] OnlyOnServer =
    [
        ("entry_key", "It has what is unique over all months of entries; SQLite has one table of entries, and a view of this name."),
        ("node", "Nodes say by it that they are alive; one machine knows that of its processes by their locks."),
        ("site_turn", "Nodes take turns with a site by it; one machine counts its requests in memory."),
        ("shared_file", "Nodes share the files of their data folders by it; the only node of SQLite has the files themselves."),
    ];

    /// <summary>References to numbers of entries, which are unique within a month only; a test of both engines deletes an entry.</summary>
    private static readonly string[] KeptByTriggers = ["entry_alias.seq entry.seq CASCADE", "entry_text.seq entry.seq CASCADE"];

    /// <summary>Columns for where the reports of a story are; SQLite has one table of entries.</summary>
    private static readonly string[] OnlyColumnsOnServer = ["story.first_entry INTEGER", "story.last_entry INTEGER"];

    private static readonly string OfPostgres =
        "t.relkind IN ('r', 'p') AND NOT t.relispartition AND t.relnamespace = 'public'::regnamespace AND t.relname NOT IN ('story_index', 'schemaversions'"
        + string.Concat(OnlyOnServer.Select(t => $", '{t.Name}'")) + ")";

    private readonly TemporaryStorage sqlite = new(onServer: false);
    private readonly TemporaryStorage postgres = new(onServer: true);

    [Fact]
    public async Task Tables_have_the_same_columns_with_types_that_correspond() => Assert.Equal(
        await ListAsync(
            sqlite,
            $"""
            SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN ' not null' ELSE '' END
            FROM sqlite_master t, pragma_table_info(t.name) c WHERE {OfSqlite}
            """),
        (await ListAsync(
            postgres,
            $"""
            SELECT t.relname || '.' || c.attname || ' ' || CASE format_type(c.atttypid, c.atttypmod)
              WHEN 'bigint' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' WHEN 'double precision' THEN 'REAL' WHEN 'bytea' THEN 'BLOB'
              ELSE format_type(c.atttypid, c.atttypmod) END || CASE WHEN c.attnotnull THEN ' not null' ELSE '' END
            FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid
            WHERE c.attnum > 0 AND NOT c.attisdropped AND {OfPostgres}
            """)).Except(OnlyColumnsOnServer));

    [Fact]
    public async Task The_same_columns_are_unique() => Assert.Equal(
        await ListAsync(
            sqlite,
            $"""
            SELECT DISTINCT t.name || ' ' || (SELECT group_concat(name, ', ') FROM pragma_index_info(i.name))
            FROM sqlite_master t, pragma_index_list(t.name) i WHERE i."unique" = 1 AND {OfSqlite}
            UNION SELECT t.name || ' ' || c.name FROM sqlite_master t, pragma_table_info(t.name) c
            WHERE c.pk = 1 AND c.type = 'INTEGER' AND {OfSqlite}
              AND (SELECT count(*) FROM pragma_table_info(t.name) k WHERE k.pk > 0) = 1
            """),
        await ListAsync(
            postgres,
            $"""
            SELECT {AsEntry("t.relname")} || ' ' ||
              (SELECT string_agg(c.attname, ', ' ORDER BY c.attnum) FROM pg_attribute c WHERE c.attrelid = i.indexrelid)
            FROM pg_class t JOIN pg_index i ON i.indrelid = t.oid WHERE i.indisunique AND ({OfPostgres} OR t.relname = 'entry_key')
            """));

    [Fact]
    public async Task The_same_columns_refer_to_other_tables() => Assert.Equal(
        (await ListAsync(
            sqlite,
            $"""
            SELECT t.name || '.' || f."from" || ' ' || f."table" || '.' || f."to" || ' ' || f.on_delete
            FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE {OfSqlite}
            """)).Except(KeptByTriggers),
        await ListAsync(
            postgres,
            $"""
            SELECT t.relname || '.' || a.attname || ' ' || {AsEntry("o.relname")} || '.' || b.attname
              || CASE k.confdeltype WHEN 'c' THEN ' CASCADE' ELSE ' NO ACTION' END
            FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class o ON o.oid = k.confrelid
              JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
              JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = k.confkey[1]
            WHERE k.contype = 'f' AND {OfPostgres}
            """));

    [Fact]
    public async Task A_new_store_has_the_same_rows()
    {
        foreach (var rows in new[] { "SELECT name || value FROM version", "SELECT '' || id || value FROM write_probe" })
            Assert.Equal(await ListAsync(sqlite, rows), await ListAsync(postgres, rows));
    }

    [Fact]
    public async Task What_only_a_server_has_is_there_and_nowhere_else()
    {
        foreach (var (name, _) in OnlyOnServer)
        {
            Assert.Contains(name, await ListAsync(postgres, "SELECT relname FROM pg_class WHERE relkind = 'r'"));
            Assert.DoesNotContain(name, await ListAsync(sqlite, "SELECT name FROM sqlite_master WHERE type = 'table'"));
        }
    }

    [Fact]
    public async Task Texts_are_in_the_order_of_their_bytes_whatever_the_locale()
    {
        foreach (var storage in new[] { sqlite, postgres })
        {
            await using var connection = await storage.ConnectAsync();
            await connection.ExecuteAsync("INSERT INTO catalog_file (path, text) VALUES ('b', ''), ('ä', ''), ('B', ''), ('a', '')");
            Assert.Equal(["B", "a", "b", "ä"], await connection.QueryAsync<string>("SELECT path FROM catalog_file ORDER BY path"));
        }
    }

    public void Dispose()
    {
        sqlite.Dispose();
        postgres.Dispose();
    }

    private static string AsEntry(string table) => $"CASE {table} WHEN 'entry_key' THEN 'entry' ELSE {table} END";

    private static async Task<string[]> ListAsync(TemporaryStorage storage, string sql)
    {
        await using var connection = await storage.ConnectAsync();
        var rows = (await connection.QueryAsync<string>(sql)).Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(rows);
        return rows;
    }
}
