using System.Globalization;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Postgres;

/// <summary>
/// The partitions of entries, one for each month of arrival. The upper bits of an entry's number are its month. Those with small numbers,
/// from before there were partitions or copied from SQLite, are in one partition of their own.
/// </summary>
internal static class PostgresMonths
{
    /// <summary>How many bits of a number count within the month.</summary>
    private const int Bits = 40;

    private const long FirstOfMonths = 1L << Bits;

    /// <summary>The partition of those without a month.</summary>
    private const string WithoutMonth = "entry_before";

    /// <summary>The month of an entry's number: 12 × year + month − 1; 0 if the number has none.</summary>
    public static long Of(long number) => number >> Bits;

    /// <summary>Makes the partitions for these numbers.</summary>
    public static async Task MakeAsync(SqlSession sql, IEnumerable<long> numbers)
    {
        foreach (var month in numbers.Select(Of).Distinct())
            await sql.ExecuteAsync("SELECT make_entry_month(@month)", ("@month", month));
    }

    /// <summary>Months of which no entry is too young, and the old entries without a month.</summary>
    public static async Task<IReadOnlyList<ExpiredEntries>> ExpiredAsync(SqlSession sql, DateTimeOffset cutoff)
    {
        var expired = new List<ExpiredEntries>
        {
            new(
                new SqlCondition("seq < @first AND arrived < @cutoff", [("@first", FirstOfMonths), ("@cutoff", cutoff.ToColumn())]),
                Table: null),
        };
        var tables = await sql.QueryAsync(
            "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = to_regclass('entry') ORDER BY relname",
            row => row.Text("relname"));
        foreach (var table in tables.Where(t => t != WithoutMonth))
        {
            var month = MonthOf(table);
            // While a clock was ahead, or in a copy, entries may have got a number of another month.
            if (month >= Of(cutoff) || await HasSinceAsync(sql, table, cutoff))
                continue;
            expired.Add(new(
                new SqlCondition("seq >= @from AND seq < @to", [("@from", month << Bits), ("@to", (month + 1) << Bits)]), table));
        }
        return expired;
    }

    /// <summary>Drops a month. Whoever reads entries for long, such as a copy, is not waited for: it fails, to be tried again.</summary>
    public static async Task DropAsync(SqlSession sql, ExpiredEntries month)
    {
        var table = month.Table!;
        await sql.ExecuteAsync("DELETE FROM entry_alias WHERE seq >= @from AND seq < @to", [.. month.Which.Values]);
        await sql.ExecuteAsync($"DELETE FROM entry_key k USING {table} e WHERE k.id = e.id");
        // Last, since nobody can read entries from here to the commit.
        await sql.ExecuteAsync("SET LOCAL lock_timeout = '2s'");
        var texts = table.Replace("entry", "entry_text", StringComparison.Ordinal);
        foreach (var (all, part) in new[] { ("entry", table), ("entry_text", texts) })
        {
            await sql.ExecuteAsync($"ALTER TABLE {all} DETACH PARTITION {part}");
            await sql.ExecuteAsync($"DROP TABLE {part}");
        }
    }

    private static long Of(DateTimeOffset moment) => (12L * moment.UtcDateTime.Year) + moment.UtcDateTime.Month - 1;

    /// <param name="table">For example <c>entry_2026_11</c>.</param>
    private static long MonthOf(string table) => table.Split('_') is [_, var year, var month]
        ? (12 * long.Parse(year, CultureInfo.InvariantCulture)) + long.Parse(month, CultureInfo.InvariantCulture) - 1
        : throw new InvalidDataException($"The table {table} is a partition of entry, but of no month.");

    private static async Task<bool> HasSinceAsync(SqlSession sql, string table, DateTimeOffset cutoff) => await sql.NumberAsync(
        $"SELECT 1 FROM {table} WHERE arrived >= @cutoff LIMIT 1", ("@cutoff", cutoff.ToColumn())) is not null;
}
