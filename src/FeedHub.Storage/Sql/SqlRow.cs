using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FeedHub.Storage.Sql;

/// <summary>A row of a result, with its columns by name.</summary>
public sealed class SqlRow(DbDataReader reader)
{
    private readonly Dictionary<string, int> ordinals = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName);

    public bool IsNull(string column) => reader.IsDBNull(ordinals[column]);

    public string Text(string column) => reader.GetString(ordinals[column]);

    public string? TextOrNull(string column) => IsNull(column) ? null : Text(column);

    public byte[] Bytes(string column) => reader.GetFieldValue<byte[]>(ordinals[column]);

    public long Number(string column) => reader.GetInt64(ordinals[column]);

    public long? NumberOrNull(string column) => IsNull(column) ? null : Number(column);

    public double Real(string column) => reader.GetDouble(ordinals[column]);

    public bool Flag(string column) => Number(column) != 0;

    public DateTimeOffset Instant(string column) => Number(column).ToInstant();

    public DateTimeOffset? InstantOrNull(string column) => NumberOrNull(column)?.ToInstant();

    public T Json<T>(string column, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(Text(column), type)!;
}
