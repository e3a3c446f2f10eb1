using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace FeedHub.Tests.Core.Content;

/// <summary>The properties that no cleaned text may break, judged by a parser that shares no code with the cleaner.</summary>
internal static partial class SafeHtml
{
    private const string Everywhere = "lang dir title";

    /// <summary>What may stand in cleaned text, said here a second time so that a slip in the cleaner's own list shows.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["a"] = Everywhere + " href hreflang rel",
        ["img"] = Everywhere + " src alt width height",
        ["br"] = "",
        ["wbr"] = "",
        ["hr"] = "",
        ["ol"] = Everywhere + " start",
        ["li"] = Everywhere + " value",
        ["td"] = Everywhere + " colspan rowspan scope",
        ["th"] = Everywhere + " colspan rowspan scope",
    };

    static SafeHtml()
    {
        foreach (var name in "q del ins time blockquote".Split(' '))
            Allowed[name] = Everywhere + " cite datetime";
        foreach (var name in ("abbr b bdi bdo cite code dfn em i kbd mark s samp small span strong sub sup u var address article aside "
            + "details div figcaption figure footer header"
            + " pre section summary p h1 h2 h3 h4 h5 h6 ul dl dt dd table caption thead tbody tfoot tr").Split(' '))
        {
            Allowed[name] = Everywhere;
        }
    }

    /// <summary>Why the HTML is unsafe, as a document and as a fragment, with scripting and without; null when it is safe.</summary>
    public static string? Fault(string html) => Readings(html).Select(Fault).FirstOrDefault(f => f is not null);

    /// <summary>
    /// What a parser makes of the HTML when it is not what is written: there, a sanitiser may have judged another tree than the browser
    /// shows. Null when all read it as it is written, which then goes for however often it is read and written again.
    /// </summary>
    public static string? Mutation(string html) => Readings(html).Select(r => r.InnerHtml).FirstOrDefault(reading => reading != html);

    private static IEnumerable<IElement> Readings(string html)
    {
        foreach (var scripting in new[] { true, false })
        {
            var parser = new HtmlParser(new HtmlParserOptions { IsScripting = scripting });
            yield return parser.ParseDocument("<!doctype html><html><head></head><body>" + html).Body!;
            var place = parser.ParseDocument("<!doctype html><html><head></head><body><div></div>").QuerySelector("div")!;
            place.Append([.. parser.ParseFragment(html, place)]);
            yield return place;
        }
    }

    private static string? Fault(IElement place)
    {
        var document = place.Owner!;
        if (document.Head!.ChildElementCount > 0 || document.DocumentElement.Attributes.Length > 0 || document.Body!.Attributes.Length > 0)
            return "reaches out of its place";
        if (place.GetDescendants().FirstOrDefault(node => node.NodeType is not (NodeType.Element or NodeType.Text)) is { } odd)
            return odd.NodeType.ToString();
        return place.QuerySelectorAll("*").Select(OfElement).FirstOrDefault(f => f is not null);
    }

    private static string? OfElement(IElement element)
    {
        if (element.NamespaceUri != "http://www.w3.org/1999/xhtml" || !Allowed.TryGetValue(element.LocalName, out var attributes))
            return $"<{element.LocalName}>";
        foreach (var attribute in element.Attributes)
        {
            if (!attributes.Split(' ').Contains(attribute.Name))
                return $"{element.LocalName} {attribute.Name}";
            if (attribute.Name is "href" or "src" or "cite" && !WebAddress().IsMatch(attribute.Value))
                return $"{attribute.Name}={attribute.Value}";
        }

        return element.LocalName == "a" && element.GetAttribute("rel") != "noopener nofollow" ? "a without rel" : null;
    }

    [GeneratedRegex("^(https?://|mailto:)[^\\s<>\"]+$", RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();
}
