using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Core.Briefs.Import;

/// <remarks>Single lines of a file's front matter.</remarks>
public static partial class BriefFile
{
    /// <summary>
    /// The text with the line that makes an imported file replace the file of the same name in the configuration, as long as that file has
    /// this hash.
    /// </summary>
    public static string Supersede(string text, string hash) => With(text, "supersedes", $"supersedes: {hash}");

    /// <summary>The hash of the file that this one replaces; null if it replaces none.</summary>
    public static string? Supersedes(string text) =>
        SupersedesLine().Match(FrontOf(text)) is { Success: true } line ? line.Groups[1].Value : null;

    /// <summary>Whether an imported file replaces the current text of a file in the configuration.</summary>
    public static bool TakesPlaceOf(string imported, string own) => Supersedes(imported) == HashOf(own);

    /// <summary>
    /// The text with the line that says when an editor last wrote it here. No import writes over such a file, and its lines
    /// <c>watch: {…}</c> are filters.
    /// </summary>
    public static string Edited(string text, DateTimeOffset at) => With(text, "edited", $"{EditedKey}{Instant(at)}", atEnd: true);

    /// <summary>The text without that line, for comparing what two editors wrote: when they saved says nothing.</summary>
    public static string WithoutEdited(string text)
    {
        var front = FrontOf(text);
        return EditedLine().Replace(front, "") + text.ReplaceLineEndings("\n")[front.Length..];
    }

    /// <summary>Whether an editor wrote this file here; see <see cref="Edited"/>.</summary>
    public static bool IsEdited(string text) => FrontOf(text).Contains($"\n{EditedKey}", StringComparison.Ordinal);

    /// <summary>The text with its brief's status.</summary>
    public static string WithStatus(string text, BriefStatus status) =>
        With(text, "status", $"status: {BriefStatuses.Words.First(w => w.Value == status).Key}", atEnd: true);

    /// <summary>The text with the date of its publication.</summary>
    public static string WithPublished(string text, DateTimeOffset at) => With(text, "published", $"published: {Instant(at)}", atEnd: true);

    /// <summary>The text with a picture of its brief.</summary>
    public static string WithImage(string text, BriefImage image)
    {
        var lines = new StringBuilder("image:\n");
        Add(lines, "  file", image.File);
        Add(lines, "  alt", image.Alt);
        Add(lines, "  credit", image.Credit);
        Add(lines, "  licence", image.Licence);
        return With(text, "image", lines.ToString().TrimEnd('\n'), atEnd: true);
    }

    /// <summary>The text in which no line is a filter of an item; see <see cref="BriefMarkdown.WithoutFilters"/>.</summary>
    public static string WithoutFilters(string text)
    {
        var normal = text.ReplaceLineEndings("\n");
        var front = FrontOf(normal).Length;
        var body = front < normal.Length ? normal.IndexOf('\n', front) + 1 : 0;
        return body == 0 ? text : normal[..body] + BriefMarkdown.WithoutFilters(normal[body..]);
    }

    /// <summary>Whether the text begins with front matter, so that a key can be written into it.</summary>
    public static bool HasFront(string text) =>
        text.ReplaceLineEndings("\n").Split('\n') is [var first, ..] lines && IsFence(first) && Array.FindIndex(lines, 1, IsFence) > 0;

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
        Correct(WithStatus(text, BriefStatus.Withdrawn), BriefCorrectionKind.Retraction, at, note);

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
            return With(text, "corrections", $"corrections:\n  {correction}");
        }
        return corrections.Groups["indent"] is { Success: true, Value: var indent }
            ? text.Insert(corrections.Index + "corrections:\n".Length, $"{indent}{correction}\n") : null;
    }

    /// <summary>Whether a file says that its brief is withdrawn.</summary>
    public static bool IsWithdrawn(string text) => WithdrawnLine().IsMatch(FrontOf(text));

    /// <summary>
    /// The text with a key of its front matter, and what is indented below it, set to these lines where the key was.
    /// </summary>
    /// <param name="atEnd">Whether a key that was not there comes below all others; else it comes above them.</param>
    private static string With(string text, string key, string lines, bool atEnd = false)
    {
        var all = text.ReplaceLineEndings("\n").Split('\n').ToList();
        var end = all.FindIndex(1, IsFence);
        var at = end < 0 ? -1 : all.FindIndex(1, end - 1, l => l.StartsWith(key + ":", StringComparison.Ordinal));
        if (at < 0)
        {
            at = atEnd && end > 0 ? end : 1;
        }
        else
        {
            var length = all.Skip(at + 1).Take(end - at - 1).TakeWhile(l => l is [' ' or '\t', ..] or ['-', ' ', ..]).Count();
            all.RemoveRange(at, 1 + length);
        }
        all.Insert(at, lines);
        return string.Join('\n', all);
    }

    private static bool IsFence(string line) => line.TrimEnd() == "---";

    [GeneratedRegex("^id: \"([^\"]*)\" *$", RegexOptions.Multiline)]
    private static partial Regex IdLine();

    [GeneratedRegex("^supersedes: ([0-9a-f]{64})$", RegexOptions.Multiline)]
    private static partial Regex SupersedesLine();

    [GeneratedRegex("^edited: .*\n", RegexOptions.Multiline)]
    private static partial Regex EditedLine();

    [GeneratedRegex("^status: *withdrawn *$", RegexOptions.Multiline)]
    private static partial Regex WithdrawnLine();

    [GeneratedRegex("^corrections:(?:\n(?<indent> *)(?=- )|.*$)", RegexOptions.Multiline)]
    private static partial Regex CorrectionsLine();
}
