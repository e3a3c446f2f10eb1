using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Writing;

/// <summary>The parts of Atom that our own code writes, for a feed, an entry or the source of an entry.</summary>
internal static class AtomParts
{
    /// <summary>Writes an element of plain text, unless it would be empty.</summary>
    public static void WriteElement(FeedXmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            xml.WriteElementString(name, XmlNamespaces.Atom, value);
    }

    public static void WriteText(FeedXmlWriter xml, string name, FeedText? text)
    {
        if (text is null)
            return;
        xml.WriteStartElement(name, XmlNamespaces.Atom);
        xml.WriteAttributeString("type", text.Kind == FeedTextKind.Text ? "text" : "html");
        xml.WriteString(text.Value);
        xml.WriteEndElement();
    }

    public static void WritePeople(FeedXmlWriter xml, string name, IReadOnlyList<FeedPerson> people)
    {
        foreach (var person in people)
        {
            xml.WriteStartElement(name, XmlNamespaces.Atom);
            xml.WriteElementString("name", XmlNamespaces.Atom, SyndicationParts.Name(person));
            WriteElement(xml, "uri", UriForm.From(person.Uri));
            WriteElement(xml, "email", person.Email);
            xml.WriteEndElement();
        }
    }

    public static void WriteCategories(FeedXmlWriter xml, IReadOnlyList<FeedCategory> categories)
    {
        foreach (var category in categories)
        {
            xml.WriteStartElement("category", XmlNamespaces.Atom);
            xml.WriteAttributeString("term", category.Term);
            xml.WriteAttribute("scheme", UriForm.From(category.Scheme));
            xml.WriteAttribute("label", category.Label);
            xml.WriteEndElement();
        }
    }

    public static void WriteGenerator(FeedXmlWriter xml, FeedGenerator? generator)
    {
        if (generator is null)
            return;
        xml.WriteStartElement("generator", XmlNamespaces.Atom);
        xml.WriteAttribute("uri", UriForm.From(generator.Uri));
        xml.WriteAttribute("version", generator.Version);
        xml.WriteString(generator.Name);
        xml.WriteEndElement();
    }
}
