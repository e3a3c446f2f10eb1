using System.Text.Json;
using FeedHub.Formats.Atom;
using FeedHub.Formats.Json;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>Items that a feed has taken back: RFC 6721 in Atom, and as an extension of RSS, which has nothing of its own; an object of ours in JSON Feed.</summary>
internal static class Tombstones
{
    private const string Prefix = "at";

    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name != "deleted-entry" || xml.Attribute("ref") is not { } id)
            return;
        var tombstone = new FeedTombstone(id, xml.Attribute("when") is { } when ? xml.Date(when, "when") : null);
        var depth = xml.Depth;
        while (xml.ReadChild(depth))
        {
            switch (xml.Name)
            {
                case "by": tombstone = tombstone with { By = AtomElements.ReadPerson(xml) }; break;
                case "comment": tombstone = tombstone with { Comment = AtomText.Read(xml) }; break;
            }
        }

        draft.AddTombstone(tombstone);
    }

    public static void Write(FeedXmlWriter xml, IReadOnlyList<FeedTombstone> deleted, DateTimeOffset? updated)
    {
        foreach (var tombstone in deleted)
        {
            // RFC 6721 §3 requires an instant: it was not after the feed's own last change, and where an RSS feed tells none, none is made up.
            if ((tombstone.When ?? updated) is not { } when)
                continue;
            xml.WriteStartElement(Prefix, "deleted-entry", XmlNamespaces.Tombstones);
            xml.WriteAttributeString("ref", tombstone.Id);
            xml.WriteAttributeString("when", AtomDate.Of(when));
            WriteBy(xml, tombstone.By);
            if (tombstone.Comment is { } comment)
            {
                xml.WriteStartElement(Prefix, "comment", XmlNamespaces.Tombstones);
                xml.WriteAttributeString("type", comment.Kind == FeedTextKind.Text ? "text" : "html");
                xml.WriteString(comment.Value);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }
    }

    /// <summary>What <see cref="Write(Utf8JsonWriter, IReadOnlyList{FeedTombstone})"/> wrote.</summary>
    public static IReadOnlyList<FeedTombstone> Read(JsonElement ours) =>
    [
        .. ours.Property("withdrawn").Elements().Take(XmlFeedReader.MaxItems).Where(t => t.Property("id").Text() is not null).Select(t => new FeedTombstone(
            t.Property("id").Text()!,
            t.Property("date_withdrawn").Text() is { } when ? FeedDate.Parse(when, null) : null,
            Comment: t.Property("note").Text())),
    ];

    public static void Write(Utf8JsonWriter json, IReadOnlyList<FeedTombstone> deleted)
    {
        if (deleted.Count == 0)
            return;
        json.WriteStartObject("_feedhub");
        json.WriteStartArray("withdrawn");
        foreach (var tombstone in deleted)
        {
            json.WriteStartObject();
            json.WriteString("id", CharacterRepair.Writable(tombstone.Id));
            if (tombstone.When is { } when)
                json.WriteString("date_withdrawn", AtomDate.Of(when));
            if (SyndicationParts.Plain(tombstone.Comment) is { } comment)
                json.WriteString("note", CharacterRepair.Writable(comment));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBy(FeedXmlWriter xml, FeedPerson? by)
    {
        if (by is null)
            return;
        xml.WriteStartElement(Prefix, "by", XmlNamespaces.Tombstones);
        xml.WriteElementString("name", XmlNamespaces.Atom, by.Name ?? by.Email ?? by.Uri);
        if (by.Uri is { } uri)
            xml.WriteElementString("uri", XmlNamespaces.Atom, uri);
        if (by.Email is { } email)
            xml.WriteElementString("email", XmlNamespaces.Atom, email);
        xml.WriteEndElement();
    }
}
