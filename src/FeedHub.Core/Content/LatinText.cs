using FeedHub.Core.Content.Characters;
using Lingua;

namespace FeedHub.Core.Content;

/// <summary>
/// Tells our languages in Latin letters apart by their runs of three letters, which a library counts: for titles without a text.
/// </summary>
internal static class LatinText
{
    /// <summary>Of less, names are all there is ("COP29", "Pashinyan").</summary>
    private const int MinChars = 12;
    private const int MaxChars = 300;

    private static readonly Dictionary<Lingua.Language, string> Tags = new()
    {
        [Lingua.Language.Azerbaijani] = "az",
        [Lingua.Language.English] = "en",
        [Lingua.Language.Turkish] = "tr",
    };

    // Takes 0.3 s and 6 MiB to make: only where somebody asks. Longer runs, and more languages, told these apart no better
    // (docs/grouping.md).
    private static readonly Lazy<LanguageDetector> Detector = new(
        () => LanguageDetectorBuilder.FromLanguages([.. Tags.Keys]).WithLowAccuracyMode().Build());

    /// <summary>
    /// <c>az, en, tr</c>, or null for a text in another script and for one that is too short. Another language is taken for one of the
    /// three.
    /// </summary>
    public static string? Language(string text) => text.Length >= MinChars && ScriptCount.From(text).Main == Script.Latin
        ? Tags.GetValueOrDefault(Detector.Value.DetectLanguageOf(text.Length > MaxChars ? text[..MaxChars] : text)) : null;
}
