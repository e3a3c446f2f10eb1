using Dapper;
using FeedHub.Storage.Copying;

namespace FeedHub.Tests.Storage.Copying;

/// <summary>No table is forgotten by a copy.</summary>
public sealed class CopiedTablesTests : IDisposable
{
    private readonly TemporaryStorage sqlite = new(onServer: false);
    private readonly TemporaryStorage postgres = new(onServer: true);

    [Fact]
    public async Task Each_table_of_each_engine_is_copied_or_left_out_with_a_reason()
    {
        var listed = CopiedTables.All.Select(t => t.Name).Concat(CopiedTables.LeftOut.Select(t => t.Table)).ToList();
        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.All(CopiedTables.LeftOut, left => Assert.NotEmpty(left.Reason));
        var ofSqlite = await ListAsync(
            sqlite,
            "SELECT lower(name) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'story_index_%'");
        var ofPostgres = await ListAsync(
            postgres,
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace");
        Assert.Empty(ofSqlite.Union(ofPostgres).Except(listed));
        Assert.Empty(listed.Except(ofSqlite.Union(ofPostgres)));
    }

    [Fact]
    public async Task Each_table_is_read_by_an_index_of_its_key()
    {
        foreach (var table in CopiedTables.All)
        {
            var index = table.Index is null ? "indisprimary" : $"indexrelid = '{table.Index}'::regclass";
            var columns = await ListAsync(
                postgres,
                $"""
                SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indexrelid
                WHERE i.indrelid = '{table.Name}'::regclass AND {index} ORDER BY a.attnum
                """);
            Assert.Equal(columns, table.Index is null ? table.Key : table.Key.Take(1));
        }
    }

    [Fact]
    public async Task Numbers_are_carried_over_wherever_an_engine_gives_them() => Assert.Equal(
        await ListAsync(
            postgres,
            """
            SELECT refobjid::regclass || '.' || attname FROM pg_depend
              JOIN pg_class s ON s.oid = objid AND relkind = 'S' JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
            WHERE deptype IN ('a', 'i') AND refobjid <> 'schemaversions'::regclass ORDER BY 1
            """),
        CopiedTables.All.Where(t => t.IsNumbered).Select(t => $"{t.Name}.{t.Key.Single()}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_column_that_is_left_to_its_default_is_there()
    {
        foreach (var table in CopiedTables.All)
        {
            var columns = await ListAsync(sqlite, $"SELECT name FROM pragma_table_info('{table.Name}')");
            Assert.Empty(table.Key.Except(columns));
            Assert.Empty(table.LeftToDefault.Except(columns).Except(
                await ListAsync(postgres, $"SELECT attname FROM pg_attribute WHERE attrelid = '{table.Name}'::regclass")));
        }
    }

    public void Dispose()
    {
        sqlite.Dispose();
        postgres.Dispose();
    }

    private static async Task<IReadOnlyList<string>> ListAsync(TemporaryStorage storage, string sql)
    {
        await using var connection = await storage.ConnectAsync();
        return [.. await connection.QueryAsync<string>(sql)];
    }
}
