using System.Buffers;

namespace FeedHub.Core.Content;

/// <summary>Language tags (BCP 47) as feeds declare them.</summary>
internal static class LanguageTag
{
    private const int MaxLength = 35;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Tags that say that nothing is known.</summary>
    private static readonly HashSet<string> Empty = ["und", "mul", "zxx", "mis"];

    /// <summary>Languages that are written in Cyrillic, besides Russian those of the Caucasus and its neighbours.</summary>
    private static readonly HashSet<string> Cyrillic =
    [
        "ab", "abq", "ady", "av", "az", "ba", "be", "bg", "ce", "cv", "dar", "inh", "kbd", "kk", "krc", "kum", "ky", "lbe", "lez", "mk",
            "mn", "nog", "os", "ru",
        "rut", "sr", "tab", "tg", "tkr", "tt", "ttt", "uk", "uz",
    ];

    private static readonly HashSet<string> Armenian = ["hy", "hyw"];

    private static readonly HashSet<string> Georgian = ["ka", "xmf", "sva", "lzz"];

    /// <summary>The tag in lower case with hyphens; null when it is none or says nothing.</summary>
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
            // Only Azerbaijani has the letter ə, and English none of the letters that tell Turkish.
            "az" => primary != "az" && (primary == "en" || IsNotLatin(primary)),
            _ => IsNotLatin(primary),
        };
    }

    /// <summary>
    /// Whether a language is written in Latin letters, and not one of which <see cref="Contradicts"/> can still be true of a Latin text.
    /// </summary>
    public static bool IsOtherThanEnglishInLatin(string declared) => Primary(declared) is not "en" and var primary && !IsNotLatin(primary);

    private static bool IsNotLatin(string primary) =>
        Armenian.Contains(primary) || Georgian.Contains(primary) || (Cyrillic.Contains(primary) && primary is not ("az" or "sr" or "uz"));

    private static string Primary(string tag) => tag.IndexOf('-', StringComparison.Ordinal) is > 0 and var end ? tag[..end] : tag;
}
