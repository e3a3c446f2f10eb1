using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FeedHub.Formats.Json;

/// <summary>
/// Reads the parts of a JSON Feed that is broken or cut off: brackets and quotes separate its values, and each is read on its own.
/// </summary>
internal static class BrokenJson
{
    private static readonly JsonDocumentOptions Options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static void Read(ReadOnlySpan<char> text, JsonFeedParts parts)
    {
        var mended = Mend(text);
        var at = 1;
        while (NextValue(mended, ref at) is { } name)
        {
            if (at >= mended.Length || mended[at] != ':')
                continue;
            at++;
            var key = mended[name].Trim('"');
            if (key == "items" && Skip(mended, at) is var start && start < mended.Length && mended[start] == '[')
            {
                at = start + 1;
                ReadItems(mended, ref at, parts);
            }
            else if (NextValue(mended, ref at) is { } value && JsonFeedParts.IsKnown(key) && Parse(mended, value) is { } field)
            {
                parts.SetField(key, field);
            }
        }
    }

    private static void ReadItems(string text, ref int at, JsonFeedParts parts)
    {
        parts.HasItems = true;
        while (NextValue(text, ref at) is { } item)
        {
            if (!parts.TakesItems)
                parts.DropRest();
            else if (Parse(text, item) is { } element)
                parts.AddItem(element);
            else
                parts.DropItem("an item that is not JSON was left out");
        }

        if (at >= text.Length)
            parts.DropItem("the document ends inside its items; the incomplete part was left out");
        at++;
    }

    private static JsonElement? Parse(string text, Range value)
    {
        if (value.End.Value - value.Start.Value > JsonFeedParts.MaxValue)
            return null;
        try
        {
            return JsonElement.Parse(text.AsSpan()[value], Options);
        }
        catch (JsonException)
        {
            return null; // the caller leaves the value out and notes it
        }
    }

    /// <summary>
    /// Finds the next value and stops after it. Returns null at the closing bracket or the end, and when the value is cut off.
    /// </summary>
    private static Range? NextValue(string text, ref int at)
    {
        at = Skip(text, at);
        while (at < text.Length && text[at] is ',' or ':')
            at = Skip(text, at + 1);
        if (at >= text.Length || text[at] is ']' or '}')
            return null;
        var start = at;
        var depth = 0;
        while (at < text.Length)
        {
            switch (text[at])
            {
                case '"':
                    at = EndOfString(text, at);
                    break;
                case '{' or '[':
                    depth++;
                    at++;
                    break;
                case '}' or ']' when depth > 0:
                    depth--;
                    at++;
                    break;
                case ',' or ':' or ']' or '}' when depth == 0:
                    return start..at;
                default:
                    at++;
                    break;
            }
        }

        return null;
    }

    private static int EndOfString(string text, int at)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (text[at] == '"')
                return at + 1;
        }

        return text.Length;
    }

    private static int Skip(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    /// <summary>Escapes what should have been: line ends and other controls in strings, and backslashes that escape nothing.</summary>
    private static string Mend(ReadOnlySpan<char> text)
    {
        var mended = new StringBuilder(text.Length + 16);
        var inString = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
                inString = !inString;
            if (inString && c < ' ')
                mended.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else if (inString && c == '\\')
                i += AppendEscape(text[i..], mended) - 1;
            else
                mended.Append(c);
        }

        return mended.ToString();
    }

    private static int AppendEscape(ReadOnlySpan<char> rest, StringBuilder mended)
    {
        var isEscape = rest.Length > 1 && (rest[1] == 'u'
            ? rest.Length > 5 && rest[2..6].IndexOfAnyExcept(HexDigits) < 0
            : "\"\\/bfnrt".Contains(rest[1], StringComparison.Ordinal));
        if (!isEscape)
        {
            mended.Append(@"\\");
            return 1;
        }

        mended.Append(rest[..2]);
        return 2;
    }
}
