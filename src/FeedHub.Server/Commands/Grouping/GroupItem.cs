using System.Text.Json.Serialization;

namespace FeedHub.Server.Commands.Grouping;

/// <summary>One line of the input of <c>feedhub group</c>.</summary>
internal sealed record GroupItem
{
    [JsonRequired]
    public string Id { get; init; } = "";
    public string? Url { get; init; }
    public string? Source { get; init; }
    /// <summary>BCP 47 tag; guessed when absent.</summary>
    public string? Lang { get; init; }
    public string? Title { get; init; }
    public string? Summary { get; init; }
    public string? Content { get; init; }
    [JsonRequired]
    public DateTimeOffset Published { get; init; }
}

/// <summary>One line of its output.</summary>
internal sealed record GroupedItem(
    string Id,
    string Story,
    string? DupOf,
    IReadOnlyList<string> Regions,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Entities,
    double Score,
    IReadOnlyList<string> Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GroupItem))]
[JsonSerializable(typeof(GroupedItem))]
internal sealed partial class GroupJson : JsonSerializerContext;
