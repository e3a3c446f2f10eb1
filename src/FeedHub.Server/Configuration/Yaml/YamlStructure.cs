using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FeedHub.Server.Configuration.Yaml;

/// <summary>
/// Parses YAML, and stops at the first construct that our files never need, before the representation model gets it. That is built by
/// recursion: a key that refers to itself overflows the stack, and keys that double take forever.
/// </summary>
internal sealed class YamlStructure(string yaml) : IParser
{
    private const int MaxDepth = 20;
    /// <summary>Values, keys and ends of lists: eight times as many as in the largest gazetteer.</summary>
    private const int MaxEvents = 200_000;
    private const string StandardTag = "tag:yaml.org,2002:";

    private readonly Parser parser = new(new StringReader(yaml));

    /// <summary>The collections that are open; true for a mapping whose next node is a key.</summary>
    private readonly Stack<bool?> open = new();
    private int events;

    public ParsingEvent? Current => parser.Current;

    /// <exception cref="YamlExcessException">What comes next is not for our files.</exception>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public bool MoveNext()
    {
        if (!parser.MoveNext())
        {
            return false;
        }
        events++;
        var current = parser.Current!;
        var isKey = current is NodeEvent or AnchorAlias && open.TryPeek(out var key) && key == true;
        if (Wrong(current, isKey, open.Count, events) is { } wrong)
        {
            throw new YamlExcessException((int)current.Start.Line, wrong);
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
        return true;
    }

    private static string? Wrong(ParsingEvent current, bool isKey, int depth, int events) => current switch
    {
        _ when events > MaxEvents => $"has more than {MaxEvents} values up to here; split the file",
        AnchorAlias alias => $"'*{alias.Value}' is an alias; aliases are not supported, so write the value out",
        NodeEvent { Anchor.IsEmpty: false } named => $"'&{named.Anchor}' is an anchor; anchors and aliases are not supported, so remove it",
        NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } tag } when !tag.Value.StartsWith(StandardTag, StringComparison.Ordinal)
            => $"'{tag}' is the tag of a type that is not supported; remove it",
        MappingStart or SequenceStart when isKey => "a list or mapping is used as a key here; a key must be a word",
        YamlDotNet.Core.Events.Scalar { Value: "<<", Style: ScalarStyle.Plain } when isKey
            => "'<<' merges mappings, which is not supported; write the keys out",
        MappingStart or SequenceStart when depth >= MaxDepth
            => $"nested more than {MaxDepth} levels deep; nothing here needs more than three",
        _ => null,
    };
}

/// <summary>A text is YAML, but more than our files need.</summary>
/// <param name="line">From 1.</param>
/// <param name="wrong">What, and the remedy.</param>
internal sealed class YamlExcessException(int line, string wrong) : Exception(wrong)
{
    public int Line => line;
}
