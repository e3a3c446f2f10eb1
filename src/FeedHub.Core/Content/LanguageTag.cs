using System.Buffers;

namespace FeedHub.Core.Content;

/// <summary>Language tags (BCP 47) as feeds declare them.</summary>
internal static class LanguageTag
{
    private const int MaxLength = 35;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Tags that declare no particular language.</summary>
    private static readonly HashSet<string> Empty = ["und", "mul", "zxx", "mis"];

    /// <summary>Languages written in Cyrillic: Russian, those of the Caucasus and its neighbours, and some others.</summary>
    private static readonly HashSet<string> Cyrillic =
    [
        "ab", "abq", "ady", "av", "az", "ba", "be", "bg", "ce", "cv", "dar", "inh", "kbd", "kk", "krc", "kum", "ky", "lbe", "lez", "mk",
            "mn", "nog", "os", "ru",
        "rut", "sr", "tab", "tg", "tkr", "tt", "ttt", "uk", "uz",
    ];

    private static readonly HashSet<string> Armenian = ["hy", "hyw"];

    private static readonly HashSet<string> Georgian = ["ka", "xmf", "sva", "lzz"];

    /// <summary>The tag in lower case with hyphens; null if it is invalid or declares no particular language.</summary>
    public static string? Normalise(string? tag)
    {
        tag = tag?.Trim().Replace('_', '-').ToLowerInvariant();
        return tag is { Length: >= 2 and <= MaxLength }
            && !tag.AsSpan().ContainsAnyExcept(Allowed)
            && Primary(tag) is { Length: 2 or 3 } primary
            && char.IsAsciiLetter(primary[0]) && !Empty.Contains(primary)
            ? tag
            : null;
    }

    /// <summary>Whether a text guessed to be <paramref name="guess"/> cannot be of the declared language.</summary>
    public static bool Contradicts(string declared, string guess)
    {
        var primary = Primary(declared);
        return guess switch
        {
            "hy" => !Armenian.Contains(primary),
            "ka" => !Georgian.Contains(primary),
            "ru" => !Cyrillic.Contains(primary),
            // Only Azerbaijani has the letter ə, and English has none of the letters that indicate Turkish.
            "az" => primary != "az" && (primary == "en" || IsNotLatin(primary)),
            _ => IsNotLatin(primary),
        };
    }

    /// <summary>
    /// Whether a language is written in Latin letters and is not English, so that <see cref="Contradicts"/> cannot be true for a text in
    /// Latin script.
    /// </summary>
    public static bool IsOtherThanEnglishInLatin(string declared) => Primary(declared) is not "en" and var primary && !IsNotLatin(primary);

    private static bool IsNotLatin(string primary) =>
        Armenian.Contains(primary) || Georgian.Contains(primary) || (Cyrillic.Contains(primary) && primary is not ("az" or "sr" or "uz"));

    private static string Primary(string tag) => tag.IndexOf('-', StringComparison.Ordinal) is > 0 and var end ? tag[..end] : tag;
}
