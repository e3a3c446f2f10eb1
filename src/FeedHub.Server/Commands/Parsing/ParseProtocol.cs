using System.Text;
using System.Text.Json;
using FeedHub.Core.Content;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Server.Commands.Parsing;

/// <summary>What <c>feedhub parse</c> does: files in, normalised feed documents out.</summary>
internal static class ParseProtocol
{
    // One line is one document, so the writer must not indent it; escaping for HTML would only make it longer.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads lines <c>PATH</c> or <c>PATH TAB META</c> and answers each at once with one line of JSON.</summary>
    /// <param name="input">The requests.</param>
    /// <param name="output">The answers.</param>
    /// <param name="sanitize">Write texts as they would be stored rather than as they were sent.</param>
    public static void RunBatch(TextReader input, TextWriter output, bool sanitize)
    {
        while (input.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            RunSingle(tab < 0 ? line : line[..tab], tab < 0 ? null : line[(tab + 1)..], output, sanitize);
        }
    }

    /// <summary>Reads one file and writes one line of JSON; false if the file is not a feed or could not be opened.</summary>
    /// <param name="path">The file.</param>
    /// <param name="meta">What the transport reported: <c>{"headers":{…},"base_url":…}</c>, or null.</param>
    /// <param name="output">The answer.</param>
    /// <param name="sanitize">Write texts as they would be stored rather than as they were sent.</param>
    public static bool RunSingle(string path, string? meta, TextWriter output, bool sanitize)
    {
        var (reading, origin) = Read(path, meta);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            new NormalisedDocument(json, sanitize, origin.BaseUrl).Write(reading);
        output.WriteLine(TerminalText.Escaped(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length), @"\u{0:x4}"));
        output.Flush();
        return reading is FeedReading.Readable;
    }

    private static (FeedReading Reading, FeedOrigin Origin) Read(string path, string? meta)
    {
        var origin = new FeedOrigin();
        try
        {
            origin = Origin(meta);
            return (FeedReader.Read(File.ReadAllBytes(path), origin), origin);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (new FeedReading.Unreadable($"the file could not be opened: {e.Message}"), origin);
        }
        catch (JsonException e)
        {
            return (new FeedReading.Unreadable($"META is not JSON: {e.Message}"), origin);
        }
    }

    private static FeedOrigin Origin(string? meta)
    {
        if (string.IsNullOrWhiteSpace(meta))
            return new FeedOrigin();
        using var document = JsonDocument.Parse(meta);
        string? Header(string name) => document.RootElement.TryGetProperty("headers", out var headers)
            ? headers.EnumerateObject()
                .FirstOrDefault(
                    h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: JsonValueKind.String } header
                ? header.Value.GetString()
                : null
            : null;
        var baseUrl = document.RootElement.TryGetProperty("base_url", out var url) ? url.GetString() : null;
        return new FeedOrigin(Header("Content-Type"), Header("Content-Location"), baseUrl, ContentLanguage: Header("Content-Language"));
    }
}
