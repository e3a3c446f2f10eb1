using System.Text;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Content.Characters;

namespace FeedHub.Core.Briefs.Import.Text;

/// <summary>Writes plain text as Markdown that renders as exactly that text.</summary>
internal static class MarkdownText
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '|' or '~'
                || (c == '_' && !(i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1])))
                || (c == '&' && i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '#')))
            {
                escaped.Append('\\');
            }
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>Escapes the beginning of a line that would make it a heading, list, rule, the filter of an item or the like.</summary>
    public static string EscapeLineStart(string line)
    {
        // Compared as the reader will read it, without the characters that it leaves out.
        if (XmlCharacters.Keep(line).StartsWith(WatchingItems.Filter, StringComparison.Ordinal))
        {
            return line.Insert(line.IndexOf(':', StringComparison.Ordinal), "\\");
        }
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is > 0 and < 10
            && digits < line.Length
            && line[digits] is '.' or ')'
            && (digits + 1 == line.Length || line[digits + 1] == ' '))
        {
            return $"{line[..digits]}\\{line[digits..]}";
        }
        return line.Length > 0 && line[0] is '#' or '-' or '+' or '=' ? "\\" + line : line;
    }

    /// <summary>Collapses white space of every kind and removes zero-width characters and soft hyphens.</summary>
    public static string Collapse(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\u200b' or '\ufeff' or '\u00ad' or '\u2060')
            {
                continue;
            }
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                collapsed.Append(c);
            }
            else if (collapsed.Length == 0 || collapsed[^1] != ' ')
            {
                collapsed.Append(' ');
            }
        }
        return collapsed.ToString();
    }
}
