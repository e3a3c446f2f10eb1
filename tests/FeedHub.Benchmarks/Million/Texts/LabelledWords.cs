using System.Text.Json;

namespace FeedHub.Benchmarks.Million.Texts;

/// <summary>The words of the repository's own labelled sets, which are invented news in six languages.</summary>
internal static class LabelledWords
{
    /// <summary>Relative to the root of the repository, like <c>feeds-config</c>.</summary>
    private static readonly string[] Sets = ["src/FeedHub.Server/Sample", "tests/FeedHub.Tests/Core/Stories/Sets"];

    /// <summary>Words of two letters and more in lower case, the most frequent first.</summary>
    /// <exception cref="DirectoryNotFoundException">The working folder is not the root of the repository.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(IReadOnlyList<string> languages)
    {
        var texts = Sets.SelectMany(folder => Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
            .SelectMany(File.ReadLines).Where(line => line.StartsWith('{')).Select(Text).ToLookup(t => t.Language, t => t.Text);
        return languages.ToDictionary(language => language, language => Words(language, texts[language]));
    }

    private static (string Language, string Text) Text(string line)
    {
        using var item = JsonDocument.Parse(line);
        return (Field("lang"), $"{Field("title")} {Field("summary")}");

        string Field(string name) => item.RootElement.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
    }

    private static IReadOnlyList<string> Words(string language, IEnumerable<string> texts) =>
    [
        .. texts.SelectMany(Split).Where(word => IsOf(language, word)).CountBy(word => word)
            .OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Key),
    ];

    private static IEnumerable<string> Split(string text)
    {
        for (var (i, from) = (0, 0); i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetter(text[i]))
                continue;
            if (i - from >= 2)
                yield return text[from..i].ToLowerInvariant();
            from = i + 1;
        }
    }

    /// <summary>Names in other scripts are not words of the language.</summary>
    private static bool IsOf(string language, string word) => language switch
    {
        "en" => word.All(char.IsAsciiLetterLower),
        "az" or "tr" => word.All(c => c < 'Ͱ' && !char.IsUpper(c)),
        _ => word.All(c => c >= 'Ͱ'),
    };
}
