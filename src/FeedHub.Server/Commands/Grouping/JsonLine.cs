using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FeedHub.Core.Content;

namespace FeedHub.Server.Commands.Grouping;

/// <summary>A line of JSON in the output of a command.</summary>
internal static class JsonLine
{
    // Programs read it: nothing needs to be escaped for HTML.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write<T>(TextWriter output, T value, JsonTypeInfo<T> type)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            JsonSerializer.Serialize(json, value, type);
        output.WriteLine(TerminalText.Escaped(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length), @"\u{0:x4}"));
    }
}
