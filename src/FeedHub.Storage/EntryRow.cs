using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Storage;

/// <summary>An entry as its columns hold it. A new field of an entry is a property here, a name in <see cref="Columns"/> and a migration.</summary>
internal sealed class EntryRow
{
    /// <summary>The columns of <c>entry</c> that are written anew with every text; property names are the same without underscores.</summary>
    public static readonly IReadOnlyList<string> Columns =
        ["title", "url", "canonical_url", "language", "authors", "enclosures", "categories", "published", "updated", "changed", "content_hash"];

    /// <summary>Those of <c>entry_text</c>.</summary>
    public static readonly IReadOnlyList<string> TextColumns = ["summary", "content", "text"];

    public string Id { get; init; } = "";
    public string SourceId { get; init; } = "";
    public string Key { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Url { get; init; }
    public string? CanonicalUrl { get; init; }
    public string? Summary { get; init; }
    public string? Content { get; init; }
    public string Text { get; init; } = "";
    public string Language { get; init; } = "";
    public string Authors { get; init; } = "";
    public string Enclosures { get; init; } = "";
    public string Categories { get; init; } = "";
    public long? Published { get; init; }
    public long? Updated { get; init; }
    public long Arrived { get; init; }
    public long? Changed { get; init; }
    public string ContentHash { get; init; } = "";

    public static EntryRow Of(Entry entry) => new()
    {
        Id = entry.Id.Value,
        SourceId = entry.Source.Value,
        Key = entry.Key,
        Title = entry.Title,
        Url = entry.Url,
        CanonicalUrl = entry.CanonicalUrl,
        Summary = entry.Summary,
        Content = entry.Content,
        Text = entry.Text,
        Language = entry.Language,
        Authors = Json(entry.Authors, StoredJson.Default.IReadOnlyListFeedPerson),
        Enclosures = Json(entry.Enclosures, StoredJson.Default.IReadOnlyListFeedEnclosure),
        Categories = Json(entry.Categories, StoredJson.Default.IReadOnlyListString),
        Published = entry.Published.ToColumn(),
        Updated = entry.Updated.ToColumn(),
        Arrived = entry.Arrived.ToColumn(),
        Changed = entry.Changed.ToColumn(),
        ContentHash = entry.ContentHash,
    };

    /// <summary>Most lists are empty.</summary>
    private static string Json<T>(IReadOnlyList<T> list, JsonTypeInfo<IReadOnlyList<T>> type) => list.Count == 0 ? "[]" : JsonSerializer.Serialize(list, type);

    /// <summary>The values as parameters of a statement, named as the properties are.</summary>
    public (string Name, object? Value)[] Parameters() =>
    [
        ("@Id", Id), ("@SourceId", SourceId), ("@Key", Key), ("@Title", Title), ("@Url", Url), ("@CanonicalUrl", CanonicalUrl), ("@Language", Language),
        ("@Authors", Authors), ("@Enclosures", Enclosures), ("@Categories", Categories), ("@Published", Published), ("@Updated", Updated),
        ("@Arrived", Arrived), ("@Changed", Changed), ("@ContentHash", ContentHash),
    ];

    public Entry ToEntry() => new()
    {
        Id = new EntryId(Id),
        Source = new SourceId(SourceId),
        Key = Key,
        Title = Title,
        Url = Url,
        CanonicalUrl = CanonicalUrl,
        Summary = Summary,
        Content = Content,
        Text = Text,
        Language = Language,
        Authors = JsonSerializer.Deserialize(Authors, StoredJson.Default.IReadOnlyListFeedPerson)!,
        Enclosures = JsonSerializer.Deserialize(Enclosures, StoredJson.Default.IReadOnlyListFeedEnclosure)!,
        Categories = JsonSerializer.Deserialize(Categories, StoredJson.Default.IReadOnlyListString)!,
        Published = Published.ToInstant(),
        Updated = Updated.ToInstant(),
        Arrived = Arrived.ToInstant(),
        Changed = Changed.ToInstant(),
        ContentHash = ContentHash,
    };
}
