using FeedHub.Formats.Json;
using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Encodings;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Reading;

/// <summary>Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0 and JSON Feed 1.x.</summary>
public static class FeedReader
{
    /// <summary>
    /// Version of the reader's behaviour. It is raised whenever the same bytes may be read differently, so that an unchanged
    /// body is judged again.
    /// </summary>
    public const int Revision = 5;

    /// <summary>Reads one feed. No byte sequence makes it throw.</summary>
    public static FeedReading Read(ReadOnlyMemory<byte> body, FeedOrigin origin)
    {
        if (body.Length == 0)
            return new FeedReading.Unreadable("the body is empty");
        return PackedBody.Kind(body.Span) is { } kind ? ReadPacked(body, kind, origin) : ReadPlain(body, origin);
    }

    private static FeedReading ReadPacked(ReadOnlyMemory<byte> body, string kind, FeedOrigin origin)
    {
        if (PackedBody.Unpack(kind, origin.MaxBytes, ref body) is { } fault)
            return new FeedReading.Unreadable($"data compressed with {kind} {fault}, not a feed");
        if (body.Length == 0 || PackedBody.Kind(body.Span) is not null)
            return new FeedReading.Unreadable($"data compressed with {kind} {(body.Length == 0 ? "that is empty" : "twice")}, not a feed");
        return ReadPlain(body, origin) switch
        {
            FeedReading.Readable { Document: var document } => new FeedReading.Readable(document with
            {
                Notes = [new FeedNote(null, $"the document was compressed with {kind}, which the server did not say"), .. document.Notes],
            }),
            FeedReading.Unreadable unreadable => unreadable with { Reason = $"data compressed with {kind}; in it, {unreadable.Reason}" },
            var other => throw new InvalidOperationException($"Unknown reading: {other.GetType()}."),
        };
    }

    private static FeedReading ReadPlain(ReadOnlyMemory<byte> body, FeedOrigin origin)
    {
        if (NoFeed.Signature(body.Span) is { } kind)
            return new FeedReading.Unreadable(kind);
        using var text = DecodedText.Decode(body.Span, origin.ContentType, origin.Language ?? origin.ContentLanguage);
        var content = text.Span.TrimStart();
        if (content.IsEmpty)
            return new FeedReading.Unreadable("the body is blank");
        if (content[0] is '{' or '[')
            return JsonFeedReader.Read(text, origin);
        return ReadXml(text, origin);
    }

    private static FeedReading ReadXml(DecodedText text, FeedOrigin origin)
    {
        var baseUrl = origin.ContentLocation is { } location ? UrlReference.Within(origin.BaseUrl, location) : origin.BaseUrl;
        var xml = new XmlScanner(text.Chars, text.Length, baseUrl);
        text.Shorten(xml.Length);
        if (FeedRoot.Find(xml, out var first) is not { } root)
            return NoFeed.Describe(text, first, baseUrl);
        var document = XmlFeedReader.Read(xml, root, origin);
        if (xml.Misnested)
        {
            // The characters have already been repaired.
            var mended = xml.Repairs & XmlRepair.IllegalCharacter;
            xml = new XmlScanner(text.Chars, text.Length, baseUrl, strictFields: true);
            xml.Repair(mended);
            if (FeedRoot.Find(xml, out _) is { } again)
                document = XmlFeedReader.Read(xml, again, origin);
        }

        var notes = text.Note is { } note ? [new FeedNote(null, note), .. document.Notes] : document.Notes;
        return new FeedReading.Readable(
            document with { Encoding = text.Name, WellFormed = document.WellFormed && text.Note is null, Notes = notes });
    }
}
