using System.Text;
using System.Text.Json;

namespace FeedHub.Formats.Json;

/// <summary>Reads the parts of a JSON Feed that is JSON, comments and trailing commas forgiven.</summary>
internal static class StrictJson
{
    private static readonly JsonReaderOptions Options =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>Reads all parts; returns what is wrong with the text, or null.</summary>
    public static string? Read(ReadOnlySpan<char> text, JsonFeedParts parts)
    {
        // What was decoded is encoded again: the reader takes UTF-8 alone, and throws at any that is broken.
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
            return $"the JSON breaks off or is wrong at line {e.LineNumber + 1}; what is whole was kept";
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
                    parts.DropItem("an item larger than any text was left out");
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

    /// <summary>The value at the reader, which is left at its end; null when it is too large.</summary>
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
