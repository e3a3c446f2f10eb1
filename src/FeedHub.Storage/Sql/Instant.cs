namespace FeedHub.Storage.Sql;

/// <summary>Instants as stored in columns: milliseconds since 1970 UTC.</summary>
internal static class Instant
{
    public static long ToColumn(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? ToColumn(this DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    public static DateTimeOffset ToInstant(this long column) => DateTimeOffset.FromUnixTimeMilliseconds(column);

    public static DateTimeOffset? ToInstant(this long? column) => column is { } value ? value.ToInstant() : null;
}
