using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FeedHub.Server.Configuration.Yaml;

/// <summary>
/// Finds in the events of a YAML text what our files never need, before the representation model is built: that is done by recursion,
/// and a key that refers to itself, or keys that double, cost it the stack or for ever.
/// </summary>
internal static class YamlStructure
{
    private const int MaxDepth = 20;
    /// <summary>Values, keys and ends of lists: eight times those of the largest gazetteer.</summary>
    private const int MaxEvents = 200_000;
    private const string StandardTag = "tag:yaml.org,2002:";

    /// <summary>The first fault with its line from 1, or null.</summary>
    /// <exception cref="YamlException">It is no YAML.</exception>
    public static (int Line, string Wrong)? Excess(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        // The collections that are open; true for a mapping whose next node is a key.
        var open = new Stack<bool?>();
        for (var events = 1; parser.MoveNext(); events++)
        {
            var current = parser.Current!;
            var isKey = current is NodeEvent or AnchorAlias && open.TryPeek(out var key) && key == true;
            if (Wrong(current, isKey, open.Count, events) is { } wrong)
            {
                return ((int)current.Start.Line, wrong);
            }
            if (current is MappingEnd or SequenceEnd)
            {
                open.Pop();
            }
            else if (current is NodeEvent && open.TryPop(out var inKey))
            {
                open.Push(!inKey);
            }
            if (current is MappingStart or SequenceStart)
            {
                open.Push(current is MappingStart ? true : null);
            }
        }
        return null;
    }

    private static string? Wrong(ParsingEvent current, bool isKey, int depth, int events) => current switch
    {
        _ when events > MaxEvents => $"has more than {MaxEvents} values up to here; split the file",
        AnchorAlias alias => $"'*{alias.Value}' repeats what stands elsewhere; aliases are not read, so write it out",
        NodeEvent { Anchor.IsEmpty: false } named => $"'&{named.Anchor}' is an anchor; anchors and aliases are not read, so take it out",
        NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag } when !tag.Value.StartsWith(StandardTag, StringComparison.Ordinal)
            => $"'{tag}' is a tag of a type that is not read; take it out",
        MappingStart or SequenceStart when isKey => "a list or mapping stands here as a key; a key is a word",
        Scalar { Value: "<<", Style: ScalarStyle.Plain } when isKey => "'<<' merges mappings, which is not read; write the keys out",
        MappingStart or SequenceStart when depth >= MaxDepth
            => $"nested more than {MaxDepth} deep; nothing here needs more than three levels",
        _ => null,
    };
}
