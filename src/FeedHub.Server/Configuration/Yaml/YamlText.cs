using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace FeedHub.Server.Configuration.Yaml;

/// <summary>Parses YAML into the mapping that each of our files is.</summary>
internal static class YamlText
{
    private static readonly Dictionary<string, Override> None = [];

    /// <summary>The file's mapping, or null after refusing it.</summary>
    /// <param name="linesAbove">Lines of the file above the YAML.</param>
    public static YamlMapping? Read(ConfigFile file, string yaml, int linesAbove) => Read(file, yaml, linesAbove, None);

    public static YamlMapping? Read(ConfigFile file, string yaml, int linesAbove, IReadOnlyDictionary<string, Override> overrides)
    {
        try
        {
            if (YamlStructure.Excess(yaml) is { } excess)
            {
                file.Refuse(excess.Line + linesAbove, "", excess.Wrong);
                return null;
            }
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
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
        catch (YamlException fault)
        {
            file.Refuse((int)fault.Start.Line + linesAbove, "", $"not YAML: {Reason(fault)}");
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The parser throws these for characters in places where it does not expect them, without giving the place (YamlDotNet 18).
            file.Refuse(1 + linesAbove, "", "not YAML: it cannot be read; write 'key: value' lines");
            return null;
        }
    }

    private static string Reason(YamlException fault)
    {
        var reason = (fault.InnerException ?? fault).Message;
        var place = reason.LastIndexOf("): ", StringComparison.Ordinal);
        reason = (place >= 0 ? reason[(place + 3)..] : reason).Trim().TrimEnd('.');
        return reason.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(reason[0]) + reason[1..];
    }
}

/// <summary>A value that overrides the one in the file.</summary>
/// <param name="Where">How the user set it, such as <c>--public-url</c>.</param>
internal sealed record Override(string Where, string Text);
