using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Postgres;

/// <summary>PostgreSQL's own SQL.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    public static readonly PostgresDialect Instance = new();

    public override string AnyOf(string column, string parameter) => $"{column} = ANY({parameter})";

    public override string HasTable(string name) => $"to_regclass('{name}') IS NOT NULL";

    public override object? Value(object? value) => value switch
    {
        bool flag => flag ? 1L : 0L,
        string text => Storable(text),
        IReadOnlyList<string?> texts => texts.Select(Storable).ToArray(),
        IReadOnlyList<long> numbers => numbers.ToArray(),
        _ => value,
    };

    public override string SkippingLocked => "FOR UPDATE SKIP LOCKED";

    /// <summary>All rows with one statement: going to the server and planning would cost more than writing a row.</summary>
    public override Task InsertAsync(SqlSession sql, SqlRows rows, string otherwise = "") => rows.Rows.Count == 0
        ? Task.CompletedTask
        : sql.ExecuteAsync(
            $"INSERT INTO {rows.Table} ({string.Join(", ", rows.Names)}) SELECT * FROM {Unnested(rows)} {otherwise}", Lists(rows));

    /// <inheritdoc cref="InsertAsync"/>
    public override Task UpdateAsync(SqlSession sql, SqlRows rows)
    {
        if (rows.Rows.Count == 0)
            return Task.CompletedTask;
        var key = rows.Columns[0].Name;
        return sql.ExecuteAsync(
            $"UPDATE {rows.Table} AS old SET {string.Join(", ", rows.Names.Skip(1).Select(name => $"{name} = new.{name}"))} "
                + $"FROM {Unnested(rows)} AS new ({string.Join(", ", rows.Names)}) WHERE old.{key} = new.{key}",
            Lists(rows));
    }

    public override async Task<IReadOnlyList<long>> EntryNumbersAsync(SqlSession sql, DateTimeOffset arrived, int count) =>
        count == 0
            ? []
            : await sql.QueryAsync(
                "SELECT number FROM entry_numbers(@arrived, @count) AS number", row => row.Number("number"),
                ("@arrived", arrived.ToColumn()), ("@count", (long)count));

    /// <summary>Between the lowest and the highest number of their reports, so that no month is searched in which there are none.</summary>
    public override async Task<SqlCondition> OfStoriesAsync(SqlSession sql, IReadOnlyList<long> stories)
    {
        var span = (await sql.QueryAsync(
            "SELECT min(coalesce(first_entry, 0)) AS first, max(coalesce(last_entry, @last)) AS last FROM story WHERE id = ANY(@stories)",
            row => (First: row.NumberOrNull("first"), Last: row.NumberOrNull("last")),
            ("@stories", stories), ("@last", long.MaxValue)))[0];
        return new SqlCondition(
            "story_id = ANY(@stories) AND seq BETWEEN @first AND @last",
            [("@stories", stories), ("@first", span.First ?? 0), ("@last", span.Last ?? 0)]);
    }

    internal override Task<IReadOnlyList<ExpiredEntries>> ExpiredAsync(SqlSession sql, DateTimeOffset cutoff) =>
        PostgresMonths.ExpiredAsync(sql, cutoff);

    internal override Task DropAsync(SqlSession sql, ExpiredEntries month) => PostgresMonths.DropAsync(sql, month);

    public override Task TellAsync(SqlSession sql, string news) =>
        sql.ExecuteAsync("SELECT pg_notify(@channel, @news)", ("@channel", PostgresNode.Channel), ("@news", news));

    public override StoryIndex Stories { get; } = new PostgresStoryIndex();

    private static string Unnested(SqlRows rows) =>
        $"unnest({string.Join(", ", rows.Columns.Select(c => $"CAST({c.Parameter} AS {c.Type}[])"))})";

    /// <summary>The values of each column as one array.</summary>
    private static (string, object?)[] Lists(SqlRows rows) =>
    [
        .. rows.Columns.Select((column, i) => (column.Parameter, (object?)(column.Type switch
        {
            "bigint" => rows.Rows.Select(row => row[i] is { } number ? Convert.ToInt64(number, CultureInfo.InvariantCulture) : (long?)null)
                .ToArray(),
            "double precision" => rows.Rows.Select(row => (double?)row[i]).ToArray(),
            "bytea" => rows.Rows.Select(row => (byte[]?)row[i]).ToArray(),
            _ => rows.Rows.Select(row => (string?)row[i]).ToArray(),
        }))),
    ];

    /// <summary>
    /// PostgreSQL refuses texts with a NUL, and its client those with half a surrogate pair, and outlets send both: each becomes U+FFFD.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    internal static string? Storable(string? text)
    {
        if (text is null)
            return null;
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;
    }
}
