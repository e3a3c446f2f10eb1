using FeedHub.Core.Content;

namespace FeedHub.Core.Entries.Matching;

/// <summary>How much of two texts or titles is the same.</summary>
internal static class WordOverlap
{
    private const int MaxText = 4000;
    private const int MaxWords = 400;
    private const int LongText = 200;
    private const int FewShingles = 8;
    private const double MostOfShorter = 0.6;
    private const double HalfOfBoth = 0.5;
    private const double TitleShare = 0.6;
    private const double TitleWithin = 0.8;

    /// <summary>A text in the form for <see cref="Compare"/>.</summary>
    public static string Fold(string text) => SearchText.Fold(text.Length > MaxText ? text[..MaxText] : text);

    /// <summary>Compares two folded texts; unknown if one is empty.</summary>
    public static Agreement Compare(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
            return Agreement.Unknown;
        if (a == b)
            return a.Length >= LongText ? Agreement.Same : Agreement.Alike;
        var (one, other) = (Shingles(a), Shingles(b));
        var common = one.Count(other.Contains);
        var shorter = Math.Min(one.Count, other.Count);
        var isAlike = shorter >= FewShingles
            ? common >= MostOfShorter * shorter
            : common > 0 && (common == shorter || common >= HalfOfBoth * (one.Count + other.Count - common));
        return isAlike ? Agreement.Alike : Agreement.Other;
    }

    /// <summary>Whether most words of two different folded titles are the same, or one is part of the other.</summary>
    public static bool AreAlike(string a, string b)
    {
        var (one, other) = (a.Split(' ').ToHashSet(), b.Split(' ').ToHashSet());
        var common = one.Count(other.Contains);
        var shorter = Math.Min(one.Count, other.Count);
        return common >= TitleShare * (one.Count + other.Count - common) || (shorter >= 3 && common >= TitleWithin * shorter);
    }

    /// <summary>Every three consecutive words, or the whole of a shorter text.</summary>
    private static HashSet<string> Shingles(string folded)
    {
        var words = folded.Split(' ', MaxWords + 1);
        var shingles = new HashSet<string>();
        for (var i = 0; i < Math.Max(1, Math.Min(words.Length, MaxWords) - 2); i++)
            shingles.Add(string.Join(' ', words.Skip(i).Take(3)));
        return shingles;
    }
}
