namespace FeedHub.Core.Stories.Features;

/// <summary>
/// The passages of an item, by which grouping learns what an outlet repeats: the parts of its title between bars and dashes, then the
/// sentences of its text.
/// </summary>
internal static class Passages
{
    /// <summary>Passages that are looked at; what stands further down is not compared anyway.</summary>
    private const int Most = 24;

    /// <summary>Letters of a passage that says anything.</summary>
    private const int LeastLetters = 8;

    private static readonly string[] TitleBreaks = [" | ", " - ", " – ", " — ", " • "];

    /// <summary>A hash of each passage, from its letters alone, so that a date or a counter in it makes no difference.</summary>
    public static ulong[] Hashes(string title, string text)
    {
        var hashes = new List<ulong>();
        foreach (var (start, end) in Bounds(title, isTitle: true))
            hashes.Add(Hash(title.AsSpan(start, end - start)));
        foreach (var (start, end) in Bounds(text, isTitle: false))
            hashes.Add(Hash(text.AsSpan(start, end - start)));
        return [.. hashes.Take(Most)];
    }

    /// <summary>An item without these passages; what would leave no title is kept.</summary>
    /// <param name="standing">Numbers of passages, in the order of <see cref="Hashes"/>.</param>
    public static (string Title, string Text) Without(string title, string text, IReadOnlyList<int> standing)
    {
        if (standing.Count == 0)
            return (title, text);
        var parts = Bounds(title, isTitle: true);
        var cut = Without(title, parts, standing);
        return (cut.Length == 0 ? title : cut, Without(text, Bounds(text, isTitle: false), [.. standing.Select(s => s - parts.Count)]));
    }

    private static string Without(string text, List<(int Start, int End)> parts, IReadOnlyList<int> standing) =>
        string.Concat(parts.Where((_, i) => !standing.Contains(i)).Select(p => text[p.Start..p.End])).Trim();

    private static List<(int Start, int End)> Bounds(string text, bool isTitle)
    {
        var bounds = new List<(int, int)>();
        var start = 0;
        for (var i = 1; i < text.Length && bounds.Count < Most; i++)
        {
            if (!(isTitle ? Array.Exists(TitleBreaks, b => text.AsSpan(i).StartsWith(b)) : EndsSentence(text, i)))
                continue;
            bounds.Add((start, i));
            start = i;
        }
        if (start < text.Length)
            bounds.Add((start, text.Length));
        return bounds;
    }

    private static bool EndsSentence(string text, int at) =>
        text[at - 1] == '\n' || (text[at - 1] is '.' or '!' or '?' or '…' or '։' && char.IsWhiteSpace(text[at]));

    private static ulong Hash(ReadOnlySpan<char> passage)
    {
        Span<char> letters = stackalloc char[256];
        var length = 0;
        foreach (var c in passage)
        {
            if (char.IsLetter(c) && length < letters.Length)
                letters[length++] = char.ToLowerInvariant(c);
        }
        return length < LeastLetters ? 0 : StableHash.Compute(letters[..length]);
    }
}
