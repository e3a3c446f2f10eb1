using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FeedHub.Server.Configuration.Yaml;

/// <summary>Parses YAML into the mapping that each of our files is.</summary>
internal static partial class YamlText
{
    /// <summary>The words of YamlDotNet 18 for a colon and a blank in a value without quotes.</summary>
    private const string ColonInValue = "found invalid mapping";

    /// <summary>Its words for whatever is wrong between braces.</summary>
    private const string InBraces = "flow mapping";

    /// <summary>Characters of a line in which a mistake is looked for.</summary>
    private const int MaxSearched = 1000;

    private static readonly Dictionary<string, Override> None = [];

    /// <summary>The file's mapping, or null after refusing it.</summary>
    /// <param name="linesAbove">Lines of the file above the YAML.</param>
    public static YamlMapping? Read(ConfigFile file, string yaml, int linesAbove) => Read(file, yaml, linesAbove, None);

    public static YamlMapping? Read(ConfigFile file, string yaml, int linesAbove, IReadOnlyDictionary<string, Override> overrides)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new YamlStructure(yaml));
            switch (stream.Documents)
            {
                case []:
                    file.Refuse(1 + linesAbove, "", "is empty; write 'key: value' lines");
                    return null;
                case [{ RootNode: YamlMappingNode root }]:
                    return new(file, root, "", linesAbove, overrides);
                case [var other]:
                    file.Refuse(
                        (int)other.RootNode.Start.Line + linesAbove, "", "must be 'key: value' lines, not a list or a single value");
                    return null;
                default:
                    file.Refuse(
                        (int)stream.Documents[1].RootNode.Start.Line + linesAbove, "",
                        "a second YAML document begins here; write only one in each file");
                    return null;
            }
        }
        catch (YamlExcessException excess)
        {
            file.Refuse(excess.Line + linesAbove, "", excess.Message);
            return null;
        }
        catch (YamlException fault)
        {
            var line = (int)fault.Start.Line;
            var (reason, lines) = (Reason(fault), yaml.ReplaceLineEndings("\n").Split('\n'));
            if (reason.EndsWith(ColonInValue, StringComparison.Ordinal))
            {
                var pair = KeyAndValue().Match(lines.ElementAtOrDefault(line - 1) ?? "");
                RefuseColon(file, line + linesAbove, pair.Groups["key"].Value, pair.Groups["value"].Value);
            }
            else if (reason.Contains(InBraces, StringComparison.Ordinal) && ColonInBraces(lines, line) is { } found)
            {
                RefuseColon(file, found.Line + linesAbove, found.Key, found.Value);
            }
            else
            {
                file.Refuse(line + linesAbove, "", $"not YAML: {reason}");
            }
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The parser throws these for characters in places where it does not expect them, without giving the place (YamlDotNet 18).
            file.Refuse(1 + linesAbove, "", "not YAML: it cannot be read; write 'key: value' lines");
            return null;
        }
    }

    /// <summary>What every editor writes once: a colon and a blank begin a value, so a value with both needs quotes.</summary>
    /// <param name="key">Empty if it is not known which value it is.</param>
    private static void RefuseColon(ConfigFile file, int line, string key, string value)
    {
        const string Wrong = "the value has a colon and a blank in it; put it in quotes";
        if (key.Length == 0)
        {
            file.Refuse(line, "", Wrong);
            return;
        }
        var quoted = value.AsSpan().ContainsAny('"', '\\') ? $"'{value.Replace("'", "''", StringComparison.Ordinal)}'" : $"\"{value}\"";
        file.Refuse(line, key, $"{Wrong}: {key}: {quoted}");
    }

    /// <summary>
    /// The value between braces that has a colon and a blank in it, with its key and line; null if there is none. The parser names the line
    /// on which the braces open, and says no more than that something is missing.
    /// </summary>
    private static (int Line, string Key, string Value)? ColonInBraces(string[] lines, int from)
    {
        foreach (var (index, line) in lines.Index().Skip(from - 1))
        {
            var searched = line.Length <= MaxSearched ? line : line[..MaxSearched];
            foreach (var pair in QuotedOrPair().Matches(searched).Where(m => m.Groups["key"].Success))
            {
                var value = pair.Groups["value"].Value.Split(" #")[0].TrimEnd();
                if (value.EndsWith(':') || value.Contains(": ", StringComparison.Ordinal))
                    return (index + 1, pair.Groups["key"].Value, value);
            }
            // What comes after the braces is not at fault.
            if (line.Contains('}', StringComparison.Ordinal))
                return null;
        }
        return null;
    }

    private static string Reason(YamlException fault)
    {
        var reason = (fault.InnerException ?? fault).Message;
        var place = reason.LastIndexOf("): ", StringComparison.Ordinal);
        reason = (place >= 0 ? reason[(place + 3)..] : reason).Trim().TrimEnd('.');
        return reason.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(reason[0]) + reason[1..];
    }

    /// <summary>
    /// A line <c>key: value: more</c>, perhaps of a list, whose value is neither quoted nor a list or mapping in brackets. A line with only
    /// one colon continues a value that began above.
    /// </summary>
    [GeneratedRegex("""^\s*(?:- +)?(?<key>[\w-]+): +(?<value>[^\s"'\[{|>].*?:(?:\s.*?)?)(?:\s+#.*)?\s*$""")]
    private static partial Regex KeyAndValue();

    /// <summary>A quoted text, which may hold anything, or a key and its value without quotes, between braces.</summary>
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?:^|[{,])\s*(?<key>[\w-]+): +(?<value>[^\s"'\[{,}\]][^,{}\[\]]*)
        """)]
    private static partial Regex QuotedOrPair();
}

/// <summary>A value that overrides the one in the file.</summary>
/// <param name="Where">How the user set it, such as <c>--public-url</c>.</param>
internal sealed record Override(string Where, string Text);
