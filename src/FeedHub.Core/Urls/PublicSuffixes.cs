using System.Collections.Frozen;
using System.Net;

namespace FeedHub.Core.Urls;

/// <summary>Finds the registrable domain of a host name with the list of public suffixes in <c>public-suffixes.txt</c>.</summary>
public static class PublicSuffixes
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Rules =
        Read().ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// The registrable domain of a host: <c>news.am</c> of <c>www.news.am</c>, <c>mfa.gov.tr</c> of itself, since <c>gov.tr</c> is a
    /// suffix. An IP address, a single label and a public suffix are returned unchanged.
    /// </summary>
    /// <param name="host">Lower case and punycode, without a final dot.</param>
    public static string RegistrableDomain(string host)
    {
        if (IPAddress.TryParse(host, out _))
            return host;
        // From the longest suffix to the shortest: the longest rule takes precedence, and an exception is longer than the rule to which it
        // applies.
        var owned = 0;
        for (var at = 0; at < host.Length; at = Next(host, at))
        {
            if (IsException(host.AsSpan(at)))
                return host[at..];
            if (IsSuffix(host, at))
                return host[owned..];
            owned = at;
        }

        return host;
    }

    private static bool IsSuffix(string host, int at)
    {
        var parent = Next(host, at);
        return parent >= host.Length || Rules.Contains(host.AsSpan(at)) || Rules.Contains(string.Concat("*.", host.AsSpan(parent)));
    }

    private static bool IsException(ReadOnlySpan<char> name) => Rules.Contains(string.Concat("!", name));

    /// <summary>Where the next label begins.</summary>
    private static int Next(string host, int at) => host.IndexOf('.', at) is >= 0 and var dot ? dot + 1 : host.Length;

    private static List<string> Read()
    {
        using var file = typeof(PublicSuffixes).Assembly.GetManifestResourceStream("public-suffixes.txt")
            ?? throw new InvalidOperationException("The list of public suffixes is not in the assembly.");
        using var reader = new StreamReader(file);
        var rules = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            var words = line.Length == 0 || line[0] == '#' ? [] : line.Split(' ');
            foreach (var label in words.Skip(1))
                rules.Add($"{label}.{words[0]}");
        }

        return rules;
    }
}
