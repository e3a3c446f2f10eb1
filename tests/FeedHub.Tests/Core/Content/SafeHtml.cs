using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace FeedHub.Tests.Core.Content;

/// <summary>The property that no cleaned text may break, judged on HTML parsed by AngleSharp.</summary>
internal static partial class SafeHtml
{
    private static readonly HashSet<string> Active =
    [
        "script", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "meta", "link", "template", "xml", "form", "input", "button", "textarea",
        "select", "svg", "math", "style", "noscript", "video", "audio",
    ];

    private static readonly HashSet<string> Addresses =
    [
        "href", "src", "action", "formaction", "background", "cite", "longdesc", "lowsrc", "dynsrc", "poster", "data", "xlink:href", "usemap", "codebase", "classid",
        "srcset", "ping", "profile",
    ];

    /// <summary>Why the HTML is unsafe; null when it is safe.</summary>
    public static string? Fault(string html)
    {
        using var document = new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument("<!doctype html><html><head></head><body>" + html);
        if (document.Head!.ChildElementCount > 0 || document.DocumentElement.Attributes.Length > 0 || document.Body!.Attributes.Length > 0)
            return "reaches out of its place";
        return document.Body.QuerySelectorAll("*").Select(Fault).FirstOrDefault(f => f is not null);
    }

    private static string? Fault(IElement element)
    {
        if (Active.Contains(element.LocalName) || element.NamespaceUri != "http://www.w3.org/1999/xhtml")
            return $"<{element.LocalName}>";
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc" or "class" or "id" or "name")
                return attribute.Name;
            if (Addresses.Contains(attribute.Name) && !WebAddress().IsMatch(attribute.Value))
                return $"{attribute.Name}={attribute.Value}";
        }

        return null;
    }

    [GeneratedRegex("^(https?://|mailto:)[^\\s<>\"]+$", RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();
}
