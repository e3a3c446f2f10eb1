using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FeedHub.Core.Briefs.Import;

/// <remarks>Single lines of a file's front matter.</remarks>
public static partial class BriefFile
{
    /// <summary>
    /// The text with the line that makes an imported file replace the file of the same name in the configuration, as long as that file has
    /// this hash.
    /// </summary>
    public static string Supersede(string text, string hash) => Replaced(text, "supersedes", $"supersedes: {hash}");

    /// <summary>The hash of the file that this one replaces; null if it replaces none.</summary>
    public static string? Supersedes(string text) =>
        SupersedesLine().Match(FrontOf(text)) is { Success: true } line ? line.Groups[1].Value : null;

    /// <summary>Whether an imported file replaces the current text of a file in the configuration.</summary>
    public static bool TakesPlaceOf(string imported, string own) => Supersedes(imported) == HashOf(own);

    /// <summary>The ID in a file, in the form in which this class writes it; null if there is none or it is written differently.</summary>
    public static string? IdOf(string text) => IdLine().Match(FrontOf(text)) is { Success: true } line ? line.Groups[1].Value : null;

    /// <summary>A file's front matter. The text below it was written elsewhere and must not be read as keys.</summary>
    public static string FrontOf(string text)
    {
        var normal = text.ReplaceLineEndings("\n");
        var end = normal.IndexOf("\n---", StringComparison.Ordinal);
        return end < 0 ? normal : normal[..(end + 1)];
    }

    /// <summary>SHA-256 in hex of a file's text.</summary>
    public static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    /// <summary>
    /// The text of a brief's file after withdrawal; null if its corrections are written in a form to which none can be added.
    /// </summary>
    /// <param name="note">The note that readers see; one line.</param>
    public static string? Withdraw(string text, DateTimeOffset at, string note) =>
        Correct(Replaced(text.ReplaceLineEndings("\n"), "status", "status: withdrawn"), BriefCorrectionKind.Retraction, at, note);

    /// <summary>The text of a brief's file as a draft.</summary>
    public static string HoldBack(string text) => Replaced(text.ReplaceLineEndings("\n"), "status", "status: draft");

    /// <summary>
    /// The text of a brief's file with one correction more; null if its corrections are written in a form to which none can be added.
    /// </summary>
    /// <param name="note">The note that readers see; one line.</param>
    public static string? Correct(string text, BriefCorrectionKind kind, DateTimeOffset at, string note)
    {
        text = text.ReplaceLineEndings("\n");
        var word = BriefCorrection.Words.First(w => w.Value == kind).Key;
        var correction = $"- {{kind: {word}, at: {Instant(at)}, note: {Quoted(note)}}}";
        var corrections = CorrectionsLine().Match(FrontOf(text));
        if (!corrections.Success)
        {
            return Replaced(text, "corrections", $"corrections:\n  {correction}");
        }
        return corrections.Groups["indent"] is { Success: true, Value: var indent }
            ? text.Insert(corrections.Index + "corrections:\n".Length, $"{indent}{correction}\n") : null;
    }

    /// <summary>The text with a line of its front matter added or replaced.</summary>
    private static string Replaced(string text, string key, string line)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        var end = lines.FindIndex(1, l => l.TrimEnd() == "---");
        lines.RemoveAll(l => l.StartsWith(key + ":", StringComparison.Ordinal) && lines.IndexOf(l) < end);
        lines.Insert(1, line);
        return string.Join('\n', lines);
    }

    [GeneratedRegex("^id: \"([^\"]*)\" *$", RegexOptions.Multiline)]
    private static partial Regex IdLine();

    [GeneratedRegex("^supersedes: ([0-9a-f]{64})$", RegexOptions.Multiline)]
    private static partial Regex SupersedesLine();

    [GeneratedRegex("^corrections:(?:\n(?<indent> *)(?=- )|.*$)", RegexOptions.Multiline)]
    private static partial Regex CorrectionsLine();
}
