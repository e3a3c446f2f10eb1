using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Content;

namespace FeedHub.Core.Briefs.Import.WordPress;

/// <summary>An answer of WordPress' REST API: its posts, or why it holds none.</summary>
public sealed partial class WordPressAnswer
{
    /// <summary>Characters before the JSON in which PHP may have written what it had to say.</summary>
    private const int MaxBefore = 1 << 16;

    /// <summary>Places that are tried as the beginning of the JSON: a notice may have brackets of its own.</summary>
    private const int MaxTries = 20;

    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };
    private static readonly JsonReaderOptions BoundedReader = new() { MaxDepth = Bounded.MaxDepth };

    private WordPressAnswer(IReadOnlyList<WordPressPost>? posts, string? fault, string? note) =>
        (Posts, Fault, Note) = (posts, fault, note);

    /// <summary>The posts, of which there may be one or many; null if the answer is no such thing.</summary>
    public IReadOnlyList<WordPressPost>? Posts { get; }

    /// <summary>What the answer is instead, in words for an operator; null if it has posts.</summary>
    public string? Fault { get; }

    /// <summary>What had to be passed over in order to read it, such as a notice of PHP; null if nothing had.</summary>
    public string? Note { get; }

    public static WordPressAnswer Read(ReadOnlyMemory<byte> body)
    {
        // RFC 8259 §8.1: a parser may ignore a byte order mark. Each file of a site that was saved with one sends its own.
        var text = JsonText.WithWholePairs(Encoding.UTF8.GetString(body.Span)).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Length == 0)
            return new(null, "it is empty", null);
        try
        {
            using var document = JsonDocument.Parse(text, Bounded);
            return PostsIn(document.RootElement, null);
        }
        catch (JsonException fault)
        {
            return Within(text) ?? new(null, Describe(text, fault), null);
        }
    }

    /// <summary>The posts in JSON that has something before or after it; null if there are none.</summary>
    private static WordPressAnswer? Within(string text)
    {
        byte[]? bytes = null;
        var tries = 0;
        foreach (var place in Beginnings().EnumerateMatches(text.AsSpan(0, Math.Min(text.Length, MaxBefore))))
        {
            // A page may hold JSON too, but that is not what the page says.
            if (++tries > MaxTries || Page().IsMatch(text.AsSpan(0, place.Index)))
                return null;
            bytes ??= Encoding.UTF8.GetBytes(text);
            var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, place.Index));
            if (ValueAt(bytes.AsSpan(start), out var length) is not { } value)
                continue;
            var (before, behind) = (Words(text[..place.Index]), Words(Beginning(bytes.AsSpan(start + length))));
            // "[]" may be a part of what PHP says; taken for a list, it would mean that all posts are gone.
            if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0 && behind.Length > 0)
                continue;
            var note = string.Join("; ", new[]
            {
                before.Length == 0 ? null : $"before the JSON stands “{before}”",
                behind.Length == 0 ? null : $"behind the JSON stands “{behind}”",
            }.OfType<string>());
            if (PostsIn(value, note.Length == 0 ? null : note) is { Posts: not null } answer)
                return answer;
        }

        return null;
    }

    private static JsonElement? ValueAt(ReadOnlySpan<byte> json, out int length)
    {
        var reader = new Utf8JsonReader(json, BoundedReader);
        length = 0;
        try
        {
            var value = JsonElement.ParseValue(ref reader);
            length = (int)reader.BytesConsumed;
            return value;
        }
        catch (JsonException)
        {
            return null; // another place is tried, and in the end the caller says what the whole is
        }
    }

    private static string Beginning(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, MaxBefore)]);

    private static WordPressAnswer PostsIn(JsonElement root, string? note)
    {
        root = root.Clone();
        var posts = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root];
        return posts.TrueForAll(WordPressPost.IsPost)
            ? new([.. posts.Select(p => new WordPressPost(p))], null, note)
            : new(null, Describe(root), note);
    }

    private static string Describe(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String)
        {
            var message = json.TryGetProperty("message", out var words) && words.ValueKind == JsonValueKind.String
                ? $": {Words(words.GetString()!)}"
                : "";
            return $"WordPress says {Words(code.GetString()!)}{message}";
        }

        return json.ValueKind == JsonValueKind.Array
            ? "it is a list in JSON, but not of posts"
            : "it is JSON, but no post";
    }

    private static string Describe(string text, JsonException fault) => text[0] switch
    {
        '[' or '{' => $"its JSON is cut off or invalid at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}; "
            + $"it ends “{Words(text[Math.Max(0, text.Length - 60)..])}”",
        _ => $"it is no JSON and begins “{Words(text)}”",
    };

    private static string Words(string text) => PlainText.Excerpt(PlainText.FromHtml(text.Length > 2000 ? text[..2000] : text), 200);

    [GeneratedRegex("""\[\s*[{\]]|\{\s*["}]""")]
    private static partial Regex Beginnings();

    [GeneratedRegex("<(!doctype|html|head|body|script|rss|feed)[\\s>]", RegexOptions.IgnoreCase)]
    private static partial Regex Page();
}
