using System.Collections.ObjectModel;

namespace FeedHub.Core.Gazetteer;

/// <summary>No stems in any language.</summary>
internal static class NoStems
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Instance =
        ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;
}
