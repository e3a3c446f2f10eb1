using System.Globalization;
using AngleSharp.Dom;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>Reads the numbers of an ordered list.</summary>
internal static class PageList
{
    /// <summary>Maximum that a list of Markdown can begin with (CommonMark §5.2), with room for its items.</summary>
    private const int MaxStart = 999_000_000;

    /// <summary>The number of the first item; 1 if Markdown has no such number.</summary>
    public static int Start(IElement list, PageLosses losses)
    {
        var first = list.Children.FirstOrDefault(c => c.LocalName == "li");
        var start = Number(first, "value") ?? Number(list, "start") ?? 1;
        if (start is < 0 or > MaxStart)
        {
            losses.Add(list, $"its numbers begin with {start}; they begin with 1 now");
            start = 1;
        }
        if (list.HasAttribute("reversed"))
        {
            losses.Add(list, "its numbers count down; they count up now");
        }
        if (list.GetAttribute("type") is "a" or "A" or "i" or "I")
        {
            losses.Add(list, "it has letters or Roman numerals; it has numbers now");
        }
        if (list.Children.Where(c => c.LocalName == "li" && c != first).Any(i => i.HasAttribute("value")))
        {
            losses.Add(list, "its numbers leave some out; they are in one row now");
        }
        return start;
    }

    private static int? Number(IElement? element, string name) =>
        int.TryParse(element?.GetAttribute(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
