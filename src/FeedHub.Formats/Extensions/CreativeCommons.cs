using FeedHub.Formats.Drafts;
using FeedHub.Formats.Syndication;
using FeedHub.Formats.Text;
using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>The Creative Commons modules: the licence as a link.</summary>
internal static class CreativeCommons
{
    private const string Prefix = "creativeCommons";

    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name is "license" or "licence" && (xml.Resolve(xml.Scanner.PrefixedAttribute("resource")) ?? xml.ReadUrl()) is { } licence)
            draft.AddLink(new FeedLink(licence, "license"), Rank.Extension);
    }

    public static void Declare(FeedXmlWriter xml, FeedDocument document)
    {
        if (document.Links.Concat(document.Items.SelectMany(i => i.Links)).Any(IsLicence))
            xml.Declare(Prefix, XmlNamespaces.CreativeCommons);
    }

    public static void Write(FeedXmlWriter xml, IReadOnlyList<FeedLink> links)
    {
        foreach (var link in links.Where(IsLicence))
            xml.WriteField(Prefix, "license", XmlNamespaces.CreativeCommons, UriForm.From(link.Href));
    }

    /// <summary>True for a licence that RSS gives in this module; any other is an Atom link.</summary>
    public static bool IsLicence(FeedLink link) =>
        link.Rel == "license"
            && Uri.TryCreate(link.Href, UriKind.Absolute, out var url)
            && url.Host.EndsWith("creativecommons.org", StringComparison.OrdinalIgnoreCase);
}
