using System.Collections.Frozen;
using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Core.Stories.Features;

/// <summary>Words that news of every kind has, from <c>common-words.txt</c>.</summary>
internal static class CommonWords
{
    private static readonly FrozenSet<(string Language, string Stem)> All = Read();

    /// <param name="language">BCP 47 primary tag.</param>
    public static bool Contain(string language, string stem) => All.Contains((language, stem));

    private static FrozenSet<(string, string)> Read()
    {
        using var stream = typeof(CommonWords).Assembly.GetManifestResourceStream("common-words.txt")!;
        using var reader = new StreamReader(stream);
        var all = new HashSet<(string, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var language, .. var words] && language != "#")
                all.UnionWith(words.Select(word => (language, WordForm.From(word, language).Stem)));
        }
        return all.ToFrozenSet();
    }
}
