using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>
/// Finds the footnotes of a page: marks that link to a place further down, and the notes there, as WordPress' own block and the plug-ins
/// for footnotes write them.
/// </summary>
internal sealed partial class PageFootnotes
{
    /// <summary>Maximum characters of a note; what is longer is a part of the text.</summary>
    private const int MaxLength = 5_000;

    private readonly Dictionary<IElement, int> marks = [];
    private readonly Dictionary<IElement, int> notes = [];
    private readonly HashSet<IElement> backLinks = [];
    /// <summary>Places that were found to be no notes, so that many links to a long one do not mean to read it many times.</summary>
    private readonly HashSet<IElement> others = [];

    /// <summary>The notes with their numbers, in the order of their first marks.</summary>
    public IEnumerable<(int Number, IElement Note)> Notes => notes.OrderBy(n => n.Value).Select(n => (n.Value, n.Key));

    /// <param name="baseUrl">Address of the page, or null.</param>
    public static PageFootnotes From(INode root, Uri? baseUrl)
    {
        var found = new PageFootnotes();
        var all = root.Descendants<IElement>().ToList();
        var places = new Dictionary<string, (IElement Element, int Place)>(StringComparer.Ordinal);
        for (var i = 0; i < all.Count; i++)
        {
            if ((all[i].GetAttribute("id") ?? (all[i].LocalName == "a" ? all[i].GetAttribute("name") : null)) is { Length: > 0 } id)
            {
                places.TryAdd(id, (all[i], i));
            }
        }
        for (var i = 0; places.Count > 0 && i < all.Count; i++)
        {
            if (all[i].LocalName != "a"
                || Fragment(all[i].GetAttribute("href"), baseUrl) is not { } id
                || !places.TryGetValue(id, out var target))
            {
                continue;
            }
            if (target.Place < i)
            {
                found.backLinks.Add(all[i]);
            }
            else if (IsMark(all[i]) && found.NoteAt(target.Element, all[i]) is { } note)
            {
                found.notes.TryAdd(note, found.notes.Count + 1);
                found.marks.Add(all[i], found.notes[note]);
            }
        }
        return found;
    }

    /// <summary>The number of the note to which a link leads; null if it is no mark.</summary>
    public int? MarkOf(IElement link) => marks.TryGetValue(link, out var number) ? number : null;

    public bool IsNote(IElement element) => notes.ContainsKey(element);

    /// <summary>Whether a link leads from a note back to its mark. FeedHub writes its own.</summary>
    public bool IsBackLink(IElement link) => backLinks.Contains(link) && link.Ancestors<IElement>().Any(IsNote);

    /// <summary>What is left of the number before a note, in characters of its text.</summary>
    public static int NumberLength(string text, string mark, bool isItem)
    {
        var number = Number().Match(text);
        var digits = string.Concat(number.Groups.Values.Skip(1).Select(g => g.Value)).Normalize(NormalizationForm.FormKC);
        // The items of a list are numbered by it: a number in their text belongs there.
        return number.Success && (digits.Length == 0 || (!isItem && digits == mark)) ? number.Length : 0;
    }

    private static string? Fragment(string? href, Uri? baseUrl)
    {
        var sign = href?.IndexOf('#', StringComparison.Ordinal) ?? -1;
        if (sign < 0 || sign + 1 == href!.Length)
        {
            return null;
        }
        var isHere = sign == 0
            || (baseUrl is not null && Uri.TryCreate(baseUrl, href[..sign], out var page) && page.AbsolutePath == baseUrl.AbsolutePath
                && page.Host == baseUrl.Host && page.Query == baseUrl.Query);
        return isHere ? Uri.UnescapeDataString(href[(sign + 1)..]) : null;
    }

    private static bool IsMark(IElement link) => link.TextContent.Trim() is { Length: > 0 and <= 12 } words
        && (link.Closest("sup") is not null || link.QuerySelector("sup") is not null || link.GetAttribute("role") == "doc-noteref"
            || Bracketed().IsMatch(words));

    private IElement? NoteAt(IElement target, IElement mark)
    {
        var note = target.LocalName is "li" or "p" or "dd" or "div" ? target : target.Closest("li, p, dd");
        if (note is null || note.Contains(mark) || others.Contains(note))
        {
            return null;
        }
        if (notes.ContainsKey(note)
            || (note.TextContent.Length <= MaxLength && note.QuerySelector("h1, h2, h3, h4, h5, h6") is null))
        {
            return note;
        }
        others.Add(note);
        return null;
    }

    [GeneratedRegex(@"^\[[\w*†‡]{1,4}\]$", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^\s*(?:\[(\d*)\]|\((\d*)\)|([\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)[.):]?|[.^↑])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
