using FeedHub.Formats.Atom;
using FeedHub.Formats.Drafts;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Dates;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>Items that a feed has withdrawn: RFC 6721 in Atom, and as an extension in RSS, which has nothing of its own.</summary>
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
            // RFC 6721 §3 requires a time. The feed's own last change is the latest it can be; where an RSS feed states none either, none
            // is made up.
            if ((tombstone.When ?? updated) is not { } when)
                continue;
            xml.WriteStartElement(Prefix, "deleted-entry", XmlNamespaces.Tombstones);
            xml.WriteAttributeString("ref", tombstone.Id);
            xml.WriteAttributeString("when", AtomDate.Format(when));
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

    private static void WriteBy(FeedXmlWriter xml, FeedPerson? by)
    {
        if (by is null)
            return;
        xml.WriteStartElement(Prefix, "by", XmlNamespaces.Tombstones);
        xml.WriteElementString("name", XmlNamespaces.Atom, by.Name ?? by.Email ?? by.Uri);
        if (by.Uri is { } uri)
            xml.WriteElementString("uri", XmlNamespaces.Atom, UriForm.From(uri));
        if (by.Email is { } email)
            xml.WriteElementString("email", XmlNamespaces.Atom, email);
        xml.WriteEndElement();
    }
}
