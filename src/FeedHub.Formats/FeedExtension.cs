using System.Collections.Frozen;
using System.Text.Json;

namespace FeedHub.Formats;

/// <summary>FeedHub's extension object in JSON Feed, of a feed or of an item.</summary>
public static class FeedExtension
{
    public const string Name = "_feedhub";

    /// <summary>The extensions of an item that has none.</summary>
    public static IReadOnlyDictionary<string, JsonElement> None { get; } = FrozenDictionary<string, JsonElement>.Empty;
}
