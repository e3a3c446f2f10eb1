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
        IReadOnlyList<string> texts => texts.Select(Storable).ToArray(),
        IReadOnlyList<long> numbers => numbers.ToArray(),
        _ => value,
    };

    public override string SkippingLocked => "FOR UPDATE SKIP LOCKED";

    public override Task TellAsync(SqlSession sql, string news) =>
        sql.ExecuteAsync("SELECT pg_notify(@channel, @news)", ("@channel", PostgresNode.Channel), ("@news", news));

    public override StoryIndex Stories { get; } = new PostgresStoryIndex();

    /// <summary>
    /// PostgreSQL refuses texts with a NUL, and its client those with half a surrogate pair, and outlets send both: each becomes U+FFFD.
    /// </summary>
    internal static string Storable(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;
    }
}
