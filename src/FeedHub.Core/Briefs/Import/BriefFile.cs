using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FeedHub.Core.Briefs.Import;

/// <summary>
/// Writes an imported brief as the Markdown file that the rest of FeedHub reads, and reads back or changes single lines of it. The same
/// brief always gives the same bytes.
/// </summary>
public static partial class BriefFile
{
    private const string ImportedKey = "  imported: ";
    private const string DigestKey = "  digest: ";
    private const string EditedKey = "edited: ";

    /// <summary>What is decided here about an imported brief before its file is written.</summary>
    public sealed record Settled
    {
        public required DateTimeOffset Published { get; init; }
        /// <summary>
        /// Names of the series' media files by the address that they came from; a picture that is not among them keeps its address.
        /// </summary>
        public IReadOnlyDictionary<string, string> Media { get; init; } = new Dictionary<string, string>();
        /// <summary>The language of the series, which is not repeated in the file.</summary>
        public required string SeriesLanguage { get; init; }
        /// <summary>Where it was read from.</summary>
        public required string From { get; init; }
        public required DateTimeOffset Imported { get; init; }
        /// <summary>See <see cref="DigestOf"/>.</summary>
        public required string Digest { get; init; }
    }

    /// <summary>
    /// SHA-256 in hex of everything that the source says about a brief except when it was last saved. A later import compares it to see
    /// whether the brief has changed.
    /// </summary>
    public static string DigestOf(ImportedBrief brief)
    {
        string?[] said =
        [
            brief.Id, brief.Title, brief.Dek, brief.Published is { } published ? Instant(published) : null, brief.Language, brief.Url,
            brief.Picture?.Url, brief.Picture?.Alt, brief.Picture?.Credit, brief.Picture?.Licence, brief.Markdown,
            string.Join('\n', brief.Authors), string.Join('\n', brief.Regions), string.Join('\n', brief.Topics),
            string.Join('\n', brief.Related), string.Join('\n', brief.Translations),
            .. brief.Files.Select(f => f.Url),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', said))));
    }

    public static string Write(ImportedBrief brief, Settled settled)
    {
        var front = new StringBuilder();
        Add(front, "id", brief.Id);
        Add(front, "title", brief.Title);
        Add(front, "dek", brief.Dek);
        front.Append(CultureInfo.InvariantCulture, $"published: {Instant(settled.Published)}\n");
        List(front, "authors", brief.Authors);
        List(front, "regions", brief.Regions);
        List(front, "topics", brief.Topics);
        Add(front, "language", brief.Language == settled.SeriesLanguage ? null : brief.Language);
        if (brief.Translations.Count > 0)
        {
            front.Append("translations:\n").AppendJoin("", brief.Translations.Select(
                t => $"  - {{language: {Quoted(t.Language)}, brief: {Quoted(t.Url)}}}\n"));
        }
        Add(front, "canonical_url", brief.Url);
        if (brief.Picture is { } picture && settled.Media.TryGetValue(picture.Url, out var file))
        {
            front.Append("image:\n");
            Add(front, "  file", file);
            Add(front, "  alt", picture.Alt ?? brief.Title);
            Add(front, "  credit", picture.Credit);
            Add(front, "  licence", picture.Licence);
        }
        if (brief.Files.Count > 0)
        {
            front.Append("files:\n").AppendJoin("", brief.Files.Select(f => $"  - {{url: {Quoted(f.Url)}, type: {Quoted(f.Type)}}}\n"));
        }
        if (brief.Related.Count > 0)
        {
            front.Append("related:\n").AppendJoin("", brief.Related.Select(r => $"  - {RelatedEntry(r)}\n"));
        }
        var markdown = settled.Media.Aggregate(
            brief.Markdown, (text, media) => text.Replace($"](<{media.Key}>)", $"](media/{media.Value})", StringComparison.Ordinal));
        var updated = brief.Updated > settled.Published ? $"updated: {Instant(brief.Updated.Value)}\n" : "";
        var provenance =
            $"provenance:\n  url: {Quoted(settled.From)}\n{ImportedKey}{Instant(settled.Imported)}\n{DigestKey}{settled.Digest}\n";
        return $"---\n{front}{updated}{provenance}---\n{markdown}";
    }

    /// <summary>Whether two files differ at most in the notes about their imports, which is not a change.</summary>
    public static bool SaysTheSame(string text, string other) => WithoutImport(text) == WithoutImport(other);

    private static string WithoutImport(string text)
    {
        var front = FrontOf(text);
        var said = front.Split('\n').Where(
            l => !l.StartsWith(ImportedKey, StringComparison.Ordinal) && !l.StartsWith(DigestKey, StringComparison.Ordinal));
        return string.Join('\n', said) + text.ReplaceLineEndings("\n")[front.Length..];
    }

    private static void Add(StringBuilder front, string key, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            front.Append(CultureInfo.InvariantCulture, $"{key}: {Quoted(value)}\n");
        }
    }

    private static void List(StringBuilder front, string key, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            front.Append(CultureInfo.InvariantCulture, $"{key}: [{string.Join(", ", values.Select(Quoted))}]\n");
        }
    }

    private static string RelatedEntry(RelatedLink link) => link switch
    {
        { Title: null } => Quoted(link.Target!),
        { Target: null } => $"{{title: {Quoted(link.Title)}}}",
        _ => $"{{title: {Quoted(link.Title)}, brief: {Quoted(link.Target)}}}",
    };

    private static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>A YAML scalar on one line, in double quotes (YAML 1.2 §7.3.1).</summary>
    private static string Quoted(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' => " ",
                _ => c.ToString(),
            });
        }
        return quoted.Append('"').ToString();
    }
}
