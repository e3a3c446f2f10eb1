using System.Data.Common;
using FeedHub.Core.Timelines;
using FeedHub.Storage.Copying;

namespace FeedHub.Tests.Storage.Copying;

/// <summary>A copy is the same store, whatever the engines: what was stored, what is shown and found, and how it goes on.</summary>
public sealed class StoreCopyTests
{
    private static readonly string[] Searches = ["earthquake", "\"wine exports\"", "Shovi", "ferry"];

    public static TheoryData<bool, bool> Directions => new() { { false, true }, { true, false }, { false, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task Every_row_is_the_same_and_every_table_is_counted(bool fromServer, bool toServer)
    {
        using TemporaryStorage from = new(fromServer), to = new(toServer);
        await FilledStore.FillAsync(from);
        var steps = 0L;
        await using (var copy = await CopiedStore.BeginAsync(from, to))
        {
            var copied = await copy.RunAsync(step => steps += step, default);
            Assert.Equal(CopiedTables.All.Select(t => t.Name), copied.Select(c => c.Table));
            Assert.All(copied, c => Assert.True(c.Count > 0, c.Table));
            Assert.Equal(copy.Steps, steps);
        }
        var rows = await CopiedStore.RowsAsync(from);
        Assert.True(rows.Count > 500);
        Assert.Equal(rows, await CopiedStore.RowsAsync(to));
        Assert.Equal(2, await CopiedStore.ScalarAsync<long>(from, "SELECT count(*) FROM source WHERE claimed_by IS NOT NULL"));
        Assert.Equal(0, await CopiedStore.ScalarAsync<long>(to, "SELECT count(*) FROM source WHERE claimed_by IS NOT NULL"));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task It_shows_and_finds_the_same(bool fromServer, bool toServer)
    {
        using TemporaryStorage from = new(fromServer), to = new(toServer);
        await FilledStore.FillAsync(from);
        await FilledStore.GroupAsync(from);
        await CopiedStore.CopyAsync(from, to);
        Assert.Equal(0, await CopiedStore.ScalarAsync<long>(to, "SELECT count(*) FROM story WHERE stale = 1"));
        Assert.NotEmpty(await PageAsync(from, TimelineFilter.All));
        Assert.Equal(await PageAsync(from, TimelineFilter.All), await PageAsync(to, TimelineFilter.All));
        foreach (var words in Searches)
        {
            var filter = TimelineFilter.All.With(TimelineConditions.Text, words);
            var found = await PageAsync(from, filter);
            Assert.Equal(words != "ferry", found.Count > 0);
            Assert.Equal(found, await PageAsync(to, filter));
        }
        Assert.Equal(await from.Timeline.VersionAsync(default), await to.Timeline.VersionAsync(default));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task A_poll_of_the_copy_finds_what_is_known_and_new_things_get_the_next_numbers(bool fromServer, bool toServer)
    {
        using TemporaryStorage from = new(fromServer), to = new(toServer);
        await FilledStore.FillAsync(from);
        await CopiedStore.CopyAsync(from, to);
        to.Database.Migrate();
        var last = await CopiedStore.ScalarAsync<long>(from, "SELECT max(seq) FROM entry");
        foreach (var storage in new[] { from, to })
        {
            Assert.Equal(0, (await FilledStore.PollAsync(storage, FilledStore.Now.AddHours(5))).New);
            var later = FilledStore.Now.AddHours(6);
            await storage.CommitAsync(later, FilledStore.Entry(2, "something quite new", later) with { Title = "Ferry to Kerch sinks" });
            await CopiedStore.ExecuteAsync(
                storage,
                "INSERT INTO source_fetch (source_id, at, outcome, url, bytes, milliseconds, added, changed) "
                    + "VALUES ('outlet-1', 9, 'Read', 'https://o1.example/feed', 1, 2, 3, 4)");
            Assert.Equal(1, (await FilledStore.GroupAsync(storage)).NewStories);
            Assert.Equal(1, await CopiedStore.ScalarAsync<long>(storage, $"SELECT count(*) FROM entry WHERE seq > {last}"));
        }
        foreach (var number in new[]
        {
            "SELECT max(id) FROM story", "SELECT max(id) FROM source_fetch", "SELECT max(place) FROM story",
        })
        {
            Assert.Equal(await CopiedStore.ScalarAsync<long>(from, number), await CopiedStore.ScalarAsync<long>(to, number));
        }
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task The_copy_has_every_index_and_checks_references_as_any_store(bool fromServer, bool toServer)
    {
        using TemporaryStorage from = new(fromServer), to = new(toServer);
        await FilledStore.FillAsync(from);
        var indexes = toServer
            ? $"SELECT string_agg(indexdef, ';' ORDER BY indexname) FROM pg_indexes WHERE schemaname = 'public' AND {IsWhole("tablename")}"
            : "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master WHERE type = 'index' ORDER BY name) AS i";
        var references = toServer
            ? "SELECT string_agg(conname || pg_get_constraintdef(oid), ';' ORDER BY conname) FROM pg_constraint "
                + $"WHERE {IsWhole("conrelid::regclass::text")}"
            : "SELECT 1";
        var before = await ListAsync();
        await CopiedStore.CopyAsync(from, to);
        Assert.Equal(before, await ListAsync());
        if (toServer)
        {
            const string Parts = "SELECT count(*) FROM pg_indexes WHERE tablename ~ '^entry(_before|_2.*)?$' GROUP BY tablename";
            Assert.Equal(1, await CopiedStore.ScalarAsync<long>(to, $"SELECT count(DISTINCT count) FROM ({Parts}) AS parts"));
        }
        await Assert.ThrowsAnyAsync<DbException>(
            () => CopiedStore.ExecuteAsync(to, "INSERT INTO purged (source_id, key) VALUES ('nowhere', 'k')"));

        // Indexes of parts are those of the whole, under other names.
        static string IsWhole(string table) => $"{table} NOT IN (SELECT relname FROM pg_class WHERE relispartition OR relname = 'copy_of')";

        async Task<(string?, string?)> ListAsync() =>
            (await CopiedStore.ScalarAsync<string>(to, indexes), await CopiedStore.ScalarAsync<string>(to, references));
    }

    private static async Task<IReadOnlyList<string>> PageAsync(TemporaryStorage storage, TimelineFilter filter) =>
    [
        .. (await storage.Timeline.PageAsync(filter, TextExtent.Whole, default)).Stories.Select(
            s => $"{s.Id} {s.Arrived:O} {s.Lead.Entry.Id} {string.Join(' ', s.Reports.Select(r => r.Entry.Id))} {s.Lead.Entry.Content}"),
    ];
}
