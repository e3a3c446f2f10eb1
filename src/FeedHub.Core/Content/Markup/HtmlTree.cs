using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace FeedHub.Core.Content.Markup;

/// <summary>
/// Parses HTML from other sites into a tree. AngleSharp takes quadratic time for deep nesting and creates vast numbers of elements if
/// formatting is left open (HTML §13.2.4.3 reopens it in every block), so the tags that cause this are removed first. Text that readers see
/// is never removed.
/// </summary>
internal static class HtmlTree
{
    /// <summary>Maximum nesting of elements, not counting those without end tags; the tree is walked by recursion.</summary>
    private const int MaxDepth = 80;
    /// <summary>Maximum open formatting elements.</summary>
    private const int MaxFormatting = 6;
    private const int MaxElements = 8_000;
    /// <summary>Maximum characters of a script with the page's metadata.</summary>
    private const int MaxScript = 256 * 1024;
    private const int MaxAttributes = 100;

    private static readonly Dictionary<string, Role> Roles = RolesByName();
    private static readonly Dictionary<string, Role>.AlternateLookup<ReadOnlySpan<char>> RoleOf =
        Roles.GetAlternateLookup<ReadOnlySpan<char>>();

    private enum Role
    {
        /// <summary>May be nested in any way; its end tag has no effect outside the current block.</summary>
        Inline,
        Block,
        /// <summary>Continues in the next block if it is not closed.</summary>
        Formatting,
        /// <summary>Has no content, or is closed by the next element of its kind.</summary>
        Single,
        /// <summary>Not part of the text: removed with its content.</summary>
        Dropped,
        /// <summary>Removed; its content stays.</summary>
        Bare,
        Script,
        Frame,
    }

    public static IHtmlDocument Parse(string html)
    {
        try
        {
            return new HtmlParser().ParseDocument(Bounded(html));
        }
        catch (NullReferenceException)
        {
            // AngleSharp 1.10 throws if formatting is closed between the rows of a table (HtmlDomBuilder.HeisenbergAlgorithm).
            return new HtmlParser().ParseDocument(Bounded(html, maxFormatting: 0));
        }
    }

    /// <summary>
    /// The same text with fewer tags. Well-formed HTML of ordinary size stays as it is, except for comments, scripts and drawings.
    /// </summary>
    internal static string Bounded(string html, int maxFormatting = MaxFormatting)
    {
        var output = new StringBuilder(html.Length + 64);
        var tokens = new HtmlTokenizer(html);
        var open = new List<(string Name, Role Role)>();
        var (formatting, elements, allEnd) = (0, 0, true);
        if (html.AsSpan().TrimStart().StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase))
        {
            output.Append("<!DOCTYPE html>");
        }
        while (tokens.Read())
        {
            if (tokens.Kind == HtmlTokenKind.Text)
            {
                AppendText(output, tokens.Text);
                continue;
            }
            var known = RoleOf.TryGetValue(tokens.Name, out var name, out var role);
            role = known ? role : Role.Inline;
            if (tokens.Kind == HtmlTokenKind.EndTag)
            {
                End(known ? name! : Lower(tokens.Name), role);
                continue;
            }
            if (role == Role.Dropped)
            {
                var before = tokens;
                if (allEnd && !tokens.SelfClosing)
                {
                    tokens.SkipContent();
                }
                // An element that is never closed would swallow the rest of the text. No later one is closed either.
                if (allEnd && tokens.AtEnd)
                {
                    tokens = before;
                    allEnd = false;
                }
                else if (name == "math" && elements++ < MaxElements)
                {
                    // Readers of the tree can tell that a formula is missing.
                    output.Append("<math></math>");
                }
                continue;
            }
            if (role == Role.Script)
            {
                var attributes = tokens.RawAttributes;
                var content = tokens.SkipContent();
                // A comment in a script can hide its end tag (HTML §13.2.5.20).
                if (attributes.Contains("ld+json", StringComparison.OrdinalIgnoreCase) && content.Length <= MaxScript
                    && !content.Contains("<!--", StringComparison.Ordinal) && elements++ < MaxElements)
                {
                    output.Append("<script").Append(attributes).Append('>').Append(content).Append("</script>");
                }
                continue;
            }
            var nests = role is Role.Inline or Role.Block or Role.Formatting;
            if (role == Role.Bare || elements >= MaxElements || nests && open.Count >= MaxDepth
                || role == Role.Formatting && formatting >= maxFormatting)
            {
                continue;
            }
            elements++;
            output.Append('<').Append(tokens.Name);
            AppendAttributes(output, tokens);
            output.Append('>');
            if (role == Role.Frame)
            {
                tokens.SkipContent();
                output.Append("</iframe>");
            }
            if (nests)
            {
                open.Add((known ? name! : Lower(tokens.Name), role));
                formatting += role == Role.Formatting ? 1 : 0;
            }
        }
        for (var i = open.Count - 1; i >= 0; i--)
        {
            AppendEnd(open[i].Name);
        }
        return output.ToString();

        void End(string name, Role role)
        {
            if (role == Role.Single && elements++ < MaxElements)
            {
                AppendEnd(name);
                return;
            }
            if (role is Role.Inline or Role.Block or Role.Formatting && Opened(name, role) is >= 0 and var at)
            {
                // Formatting can extend beyond blocks; the parser repairs that (the adoption agency of HTML §13.2.6.4.7).
                if (role == Role.Formatting)
                {
                    open.RemoveAt(at);
                    formatting--;
                    AppendEnd(name);
                    return;
                }
                for (var i = open.Count - 1; i >= at; i--)
                {
                    AppendEnd(open[i].Name);
                    formatting -= open[i].Role == Role.Formatting ? 1 : 0;
                    open.RemoveAt(i);
                }
            }
        }

        int Opened(string name, Role role)
        {
            for (var i = open.Count - 1; i >= 0; i--)
            {
                if (open[i].Name == name)
                {
                    return i;
                }
                if (role == Role.Inline && open[i].Role == Role.Block || role != Role.Formatting && open[i].Name == "table")
                {
                    return -1;
                }
            }
            return -1;
        }

        void AppendEnd(string name) => output.Append("</").Append(name).Append('>');
    }

    /// <summary>A "&lt;" that opened no tag must not open one after the text behind it is removed.</summary>
    private static void AppendText(StringBuilder output, ReadOnlySpan<char> text)
    {
        for (var sign = text.IndexOf('<'); sign >= 0; sign = text.IndexOf('<'))
        {
            output.Append(text[..sign]).Append("&lt;");
            text = text[(sign + 1)..];
        }
        output.Append(text);
    }

    private static void AppendAttributes(StringBuilder output, HtmlTokenizer tokens)
    {
        var attributes = tokens.Attributes;
        var count = 0;
        while (attributes.Read())
        {
            count++;
        }
        if (count <= MaxAttributes)
        {
            output.Append(tokens.RawAttributes);
        }
    }

    private static string Lower(ReadOnlySpan<char> name) => name.ToString().ToLowerInvariant();

    private static Dictionary<string, Role> RolesByName()
    {
        var roles = new Dictionary<string, Role>(StringComparer.OrdinalIgnoreCase);
        Add(Role.Block, "address article aside blockquote button center details dialog dir div dl fieldset figcaption figure footer form "
            + "h1 h2 h3 h4 h5 h6 header hgroup listing main marquee menu nav object applet ol pre search section select summary table "
                + "title ul noscript");
        Add(Role.Formatting, "a b big code em font i nobr s small strike strong tt u");
        Add(Role.Single, "area base basefont bgsound body br caption col colgroup dd dt embed head hr html image img input keygen li link "
            + "meta optgroup option p param source tbody td tfoot th thead tr track wbr");
        Add(Role.Dropped, "math noembed noframes style svg template textarea xmp");
        Add(Role.Bare, "frame frameset plaintext");
        Add(Role.Script, "script");
        Add(Role.Frame, "iframe");
        return roles;

        void Add(Role role, string names)
        {
            foreach (var name in names.Split(' '))
            {
                roles.Add(name, role);
            }
        }
    }
}
