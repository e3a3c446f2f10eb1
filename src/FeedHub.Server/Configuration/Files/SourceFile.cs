using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Configuration.Files;

/// <summary>Writes a file in <c>sources/</c>.</summary>
internal static class SourceFile
{
    public static string Write(Source source, string kind, string language)
    {
        var file = new StringBuilder();
        Line("id", source.Id.Value);
        Line("title", Quoted(source.Title));
        if (source.Home is { } home)
            Line("home", Quoted(home));
        Line("url", Quoted(source.Url));
        Line("language", language);
        Line("kind", kind);
        Line("enabled", "false");
        Line("reason", "Imported, and not yet checked.");
        return file.ToString();

        void Line(string key, string value) => file.Append(key).Append(": ").Append(value).Append('\n');
    }

    /// <summary>A JSON string is a YAML string (YAML 1.2 §1.3), whatever is in it.</summary>
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
