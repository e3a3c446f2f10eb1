using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace FeedHub.Core.Briefs.Import;

/// <remarks>Single lines of a file's front matter.</remarks>
public static partial class BriefFile
{
    /// <summary>
    /// The text with the line by which an imported file takes the place of the file of its name in the configuration, as long as that has
    /// this hash.
    /// </summary>
    public static string Supersede(string text, string hash) => Replaced(text, "supersedes", $"supersedes: {hash}");

    /// <summary>The hash of the file that a file takes the place of; null for one that gives way.</summary>
    public static string? Supersedes(string text) =>
        SupersedesLine().Match(FrontOf(text)) is { Success: true } line ? line.Groups[1].Value : null;

    /// <summary>Whether an imported file takes the place of a file of the configuration, as that is now.</summary>
    public static bool TakesPlaceOf(string imported, string own) => Supersedes(imported) == HashOf(own);

    /// <summary>The ID that a file names as this class writes it; null where it names none, or in a way of somebody else's.</summary>
    public static string? IdOf(string text) => IdLine().Match(FrontOf(text)) is { Success: true } line ? line.Groups[1].Value : null;

    /// <summary>A file's front matter: what stands below it was written elsewhere, and none of it counts as a key.</summary>
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
    /// The text of a brief's file once the brief is taken back; null when its corrections are written in a way that cannot be added to.
    /// </summary>
    /// <param name="note">What the public is told; one line.</param>
    public static string? Withdraw(string text, DateTimeOffset at, string note)
    {
        var retraction = $"- {{kind: retraction, at: {Instant(at)}, note: {Quoted(note)}}}";
        text = Replaced(text.ReplaceLineEndings("\n"), "status", "status: withdrawn");
        var corrections = CorrectionsLine().Match(FrontOf(text));
        if (!corrections.Success)
        {
            return Replaced(text, "corrections", $"corrections:\n  {retraction}");
        }
        return corrections.Groups["indent"] is { Success: true, Value: var indent }
            ? text.Insert(corrections.Index + "corrections:\n".Length, $"{indent}{retraction}\n") : null;
    }

    /// <summary>The text with a line of its front matter, in place of the one that was there.</summary>
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
