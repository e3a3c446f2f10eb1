using System.Collections.Frozen;

namespace FeedHub.Core.Urls;

/// <summary>Query parameters that do not identify a page, listed in <c>tracking-parameters.txt</c>.</summary>
internal static class TrackingParameters
{
    private static readonly string[] Lines = Read();

    private static readonly string[] Prefixes = [.. Lines.Where(l => l.EndsWith('*')).Select(l => l[..^1])];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Exact =
        Lines.Where(l => !l.EndsWith('*')).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a <c>name</c> or <c>name=value</c> of a query is one of them.</summary>
    public static bool Contains(ReadOnlySpan<char> parameter)
    {
        var equals = parameter.IndexOf('=');
        var name = equals < 0 ? parameter : parameter[..equals];
        if (Exact.Contains(name) || Exact.Contains(parameter))
            return true;
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static string[] Read()
    {
        using var file = typeof(TrackingParameters).Assembly.GetManifestResourceStream("tracking-parameters.txt")
            ?? throw new InvalidOperationException("The list of tracking parameters is not in the assembly.");
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries).Where(l => l.Length > 0 && l[0] != '#')];
    }
}
