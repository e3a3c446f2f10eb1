using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Views;
using FeedHub.Formats;

namespace FeedHub.Storage.Sql;

/// <summary>How lists and documents are written into columns.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(SourceIdConverter)])]
[JsonSerializable(typeof(Source))]
[JsonSerializable(typeof(SourceState))]
[JsonSerializable(typeof(Subjects))]
[JsonSerializable(typeof(View))]
[JsonSerializable(typeof(IReadOnlyList<FeedPerson>))]
[JsonSerializable(typeof(IReadOnlyList<FeedEnclosure>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class StoredJson : JsonSerializerContext;

/// <summary>A source's ID as a plain string.</summary>
internal sealed class SourceIdConverter : JsonConverter<SourceId>
{
    public override SourceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, SourceId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
