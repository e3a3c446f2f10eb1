using System.Text;
using System.Xml;
using FeedHub.Formats.Text.Encodings;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Syndication;

/// <summary>Writes XML as UTF-8 without a byte order mark, leaving out the characters that XML cannot hold.</summary>
internal sealed class FeedXmlWriter : XmlTextWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private FeedXmlWriter(Stream stream)
        : base(stream, Utf8)
    {
    }

    /// <summary>Returns the bytes of one document.</summary>
    public static byte[] Write(Action<FeedXmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var xml = new FeedXmlWriter(stream))
        {
            xml.WriteStartDocument();
            write(xml);
            xml.WriteEndDocument();
        }

        return stream.ToArray();
    }

    public override void WriteString(string? text) => base.WriteString(text is null ? null : CharacterRepair.Writable(text));

    public void Declare(string prefix, string uri) => WriteAttributeString("xmlns", prefix, null, uri);

    /// <summary>Writes an element without a namespace, unless it would be empty.</summary>
    public void WriteField(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            WriteElementString(name, value);
    }

    /// <summary>Writes an element of a prefixed namespace, unless it would be empty.</summary>
    public void WriteField(string prefix, string name, string uri, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            WriteElementString(prefix, name, uri, value);
    }

    public void WriteAttribute(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            WriteAttributeString(name, value);
    }

    public void WriteLanguage(string? language)
    {
        if (!string.IsNullOrEmpty(language))
            WriteAttributeString("xml", "lang", XmlNamespaces.Xml, language);
    }
}
