using FeedHub.Core.Content.Characters;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FeedHub.Server.Configuration.Yaml;

/// <summary>A YAML mapping that returns typed values and reports each wrong one with its line.</summary>
/// <param name="file">Where problems are reported.</param>
/// <param name="node">Null for a mapping that the file leaves out.</param>
/// <param name="path">Dotted key of the mapping, empty for that of the whole file.</param>
internal sealed class YamlMapping(
    ConfigFile file, YamlMappingNode? node, string path, int linesAbove, IReadOnlyDictionary<string, Override> overrides)
{
    private readonly List<string> asked = [];

    /// <summary>The value, or default after reporting that it is absent or wrong.</summary>
    public T? Required<T>(string key, Func<string, Parsed<T>> read)
    {
        if (!Has(key))
        {
            file.Refuse(node is null ? 1 + linesAbove : Line(node), At(key), "is missing; add it");
            return default;
        }
        return Optional(key, read, default);
    }

    /// <summary>The value, or <paramref name="fallback"/> when absent or, after reporting it, wrong.</summary>
    public T? Optional<T>(string key, Func<string, Parsed<T>> read, T? fallback) =>
        !Has(key) ? fallback
        : overrides.TryGetValue(At(key), out var beats) ? Take(
            read(beats.Text), fallback, wrong => file.RefuseElsewhere(beats.Where, At(key), wrong))
        : Scalar(Value(key)!, At(key), read, fallback);

    /// <summary>The values of a list; a single value is read as a list of one. A bad one is reported and left out.</summary>
    public IReadOnlyList<T> List<T>(string key, Func<string, Parsed<T>> read)
    {
        if (!Has(key))
        {
            return [];
        }
        if (overrides.TryGetValue(At(key), out var beats))
        {
            return [.. beats.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(t => Take(read(t), default, wrong => file.RefuseElsewhere(beats.Where, At(key), wrong))).OfType<T>()];
        }
        return [.. Nodes(Value(key)!).Select(n => Scalar(n, At(key), read, default)).OfType<T>()];
    }

    /// <summary>
    /// The entries of a list of mappings; an entry that is a single value is read as a mapping of <paramref name="shorthand"/> to it.
    /// </summary>
    public IReadOnlyList<YamlMapping> Mappings(string key, string shorthand) => !Has(key) ? [] :
        [.. Nodes(Value(key)!).Select(n => n switch
        {
            YamlMappingNode entry => Below(entry, key),
            YamlScalarNode single => Below(new YamlMappingNode(new YamlScalarNode(shorthand), single), key),
            _ => Refused(n, key),
        }).OfType<YamlMapping>()];

    /// <summary>Whether the file, or what overrides it, has a value in the mapping.</summary>
    public bool IsGiven => node is not null || overrides.Keys.Any(k => k.StartsWith(At(""), StringComparison.Ordinal));

    /// <summary>Its keys, in their order.</summary>
    public IReadOnlyList<string> Keys =>
        node is null ? [] : [.. node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value).OfType<string>()];

    /// <summary>The mapping at the key; null if absent or not a mapping.</summary>
    public YamlMapping? Mapping(string key) =>
        !Has(key) ? null : Value(key) is YamlMappingNode inner ? Below(inner, key) : Refused(Value(key)!, key);

    /// <summary>The mapping at the key, or an empty one.</summary>
    public YamlMapping MappingOrEmpty(string key) => Mapping(key) ?? Below(null, key);

    /// <summary>Reports every key that was not asked for. Call it last.</summary>
    public void RefuseOthers()
    {
        foreach (var (key, _) in node?.Children ?? new Dictionary<YamlNode, YamlNode>() as IEnumerable<KeyValuePair<YamlNode, YamlNode>>)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!asked.Contains(name))
            {
                file.Refuse(Line(key), At(name), $"is not a recognised key; {Spelling.Suggest(name, asked)}");
            }
        }
    }

    /// <summary>Every key asked for, here and dotted.</summary>
    public IEnumerable<string> Asked => asked.Select(At);

    /// <summary>Line of the key's value, or of the mapping.</summary>
    public int LineOf(string key) => Value(key) is { } value ? Line(value) : node is null ? 1 + linesAbove : Line(node);

    /// <summary>Dotted path of a key of this mapping.</summary>
    public string At(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private bool Has(string key)
    {
        if (!asked.Contains(key))
        {
            asked.Add(key);
        }
        return overrides.ContainsKey(At(key)) || Value(key) is { } value && !IsNull(value);
    }

    private YamlNode? Value(string key) =>
        node is not null && node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private T? Scalar<T>(YamlNode value, string at, Func<string, Parsed<T>> read, T? fallback)
    {
        if (value is YamlScalarNode { Value: { } text })
        {
            return Take(read(XmlCharacters.Keep(text)), fallback, wrong => file.Refuse(Line(value), at, wrong));
        }
        file.Refuse(Line(value), at, $"must be a single value, not {(value is YamlSequenceNode ? "a list" : "a mapping")}");
        return fallback;
    }

    private YamlMapping? Refused(YamlNode value, string key)
    {
        file.Refuse(Line(value), At(key), "must have 'key: value' lines below it");
        return null;
    }

    private static T? Take<T>(Parsed<T> parsed, T? fallback, Action<string> refuse)
    {
        if (parsed.Wrong is not { } wrong)
        {
            return parsed.Value;
        }
        refuse(wrong);
        return fallback;
    }

    private YamlMapping Below(YamlMappingNode? inner, string key) => new(file, inner, At(key), linesAbove, overrides);

    private static IEnumerable<YamlNode> Nodes(YamlNode value) => value is YamlSequenceNode list ? list.Children : [value];

    private static bool IsNull(YamlNode value) => value is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private int Line(YamlNode value) => (int)value.Start.Line + linesAbove;
}
