using System.Text;
using System.Text.Json;

namespace FeedHub.Formats.Json;

/// <summary>Reads the parts of a JSON Feed that is valid JSON apart from comments and trailing commas.</summary>
internal static class StrictJson
{
    private static readonly JsonReaderOptions Options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>Reads all parts; returns what is wrong with the text, or null.</summary>
    public static string? Read(ReadOnlySpan<char> text, JsonFeedParts parts)
    {
        // The decoded text is encoded again: the reader takes only UTF-8, and throws when it is broken.
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        var reader = new Utf8JsonReader(bytes, Options);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadProperty(ref reader, parts);
            return null;
        }
        catch (JsonException e)
        {
            return $"the JSON ends early or is invalid at line {e.LineNumber + 1}; the complete parts were kept";
        }
    }

    private static void ReadProperty(ref Utf8JsonReader reader, JsonFeedParts parts)
    {
        var name = reader.GetString()!;
        reader.Read();
        if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
        {
            parts.HasItems = true;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (!parts.TakesItems)
                {
                    parts.DropRest();
                    reader.Skip();
                }
                else if (Value(ref reader) is { } item)
                {
                    parts.AddItem(item);
                }
                else
                {
                    parts.DropItem("an item that is too large was left out");
                }
            }
        }
        else if (!JsonFeedParts.IsKnown(name))
        {
            reader.Skip();
        }
        else if (Value(ref reader) is { } value)
        {
            parts.SetField(name, value);
        }
    }

    /// <summary>The value at the reader's position; the reader is left at its end. Null when it is too large.</summary>
    private static JsonElement? Value(ref Utf8JsonReader reader)
    {
        var ahead = reader;
        ahead.Skip();
        if (ahead.BytesConsumed - reader.TokenStartIndex <= JsonFeedParts.MaxValue)
            return JsonElement.ParseValue(ref reader);
        reader = ahead;
        return null;
    }
}
