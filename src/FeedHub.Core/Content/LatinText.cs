using FeedHub.Core.Content.Characters;
using Lingua;

namespace FeedHub.Core.Content;

/// <summary>Distinguishes our languages in Latin letters by their trigrams, with a library. It is for titles without a text.</summary>
internal static class LatinText
{
    /// <summary>Shorter texts are often just names ("COP29", "Pashinyan").</summary>
    private const int MinChars = 12;
    private const int MaxChars = 300;

    private static readonly Dictionary<Lingua.Language, string> Tags = new()
    {
        [Lingua.Language.Azerbaijani] = "az",
        [Lingua.Language.English] = "en",
        [Lingua.Language.Turkish] = "tr",
    };

    // Takes 0.3 s and 6 MiB to create, so it is created on first use. Longer n-grams and more languages did not improve the results
    // (docs/grouping.md).
    private static readonly Lazy<LanguageDetector> Detector = new(
        () => LanguageDetectorBuilder.FromLanguages([.. Tags.Keys]).WithLowAccuracyMode().Build());

    /// <summary>
    /// <c>az, en, tr</c>, or null if the text is in another script or too short. A text in any other language is assigned to one of the
    /// three.
    /// </summary>
    public static string? Language(string text) => text.Length >= MinChars && ScriptCount.From(text).Main == Script.Latin
        ? Tags.GetValueOrDefault(Detector.Value.DetectLanguageOf(text.Length > MaxChars ? text[..MaxChars] : text)) : null;
}
