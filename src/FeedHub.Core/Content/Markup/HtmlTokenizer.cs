using System.Buffers;
using FeedHub.Core.Content.Markup.Attributes;

namespace FeedHub.Core.Content.Markup;

/// <summary>The kinds of token.</summary>
internal enum HtmlTokenKind
{
    Text,
    StartTag,
    EndTag,
}

/// <summary>
/// Splits HTML into texts and tags in one pass over the characters, like the tokeniser of HTML §13.2.5; comments, doctypes and processing
/// instructions are skipped. It allocates nothing and takes linear time for any input.
/// </summary>
internal ref struct HtmlTokenizer(ReadOnlySpan<char> html)
{
    private static readonly SearchValues<char> EndOfName = SearchValues.Create(" \t\n\r\f/>");

    private readonly ReadOnlySpan<char> html = html;
    private int position;
    private int cdataEnd = -1;
    private ReadOnlySpan<char> attributes;

    public HtmlTokenKind Kind { get; private set; }

    /// <summary>The characters of a text, without decoding references.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    /// <summary>The name of a tag, in its original case.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    public bool SelfClosing { get; private set; }

    /// <summary>Whether nothing is left to read.</summary>
    public readonly bool AtEnd => position == html.Length;

    /// <summary>Whether the tag is an <c>iframe</c>, whose content is text to a parser but is never shown to a reader.</summary>
    public readonly bool IsFrame => Name.Equals("iframe", StringComparison.OrdinalIgnoreCase);

    public bool Read()
    {
        while (position < html.Length)
        {
            if (position == cdataEnd)
            {
                position += "]]>".Length;
                cdataEnd = -1;
                continue;
            }

            if (html[position] != '<')
                return ReadText(position);

            var next = position + 1 < html.Length ? html[position + 1] : '\0';
            if (char.IsAsciiLetter(next))
                return ReadTag(position + 1, HtmlTokenKind.StartTag);
            if (next == '/' && position + 2 < html.Length)
            {
                if (char.IsAsciiLetter(html[position + 2]))
                    return ReadTag(position + 2, HtmlTokenKind.EndTag);
                SkipPast('>');
            }
            else if (next == '!')
            {
                SkipDeclaration();
            }
            else if (next == '?')
            {
                SkipPast('>');
            }
            else
            {
                return ReadText(position + 1);
            }
        }

        return false;
    }

    /// <summary>The unparsed characters between the name of the tag just read and its end.</summary>
    public readonly ReadOnlySpan<char> RawAttributes => attributes[..^1];

    /// <summary>The attributes of the tag just read, in order.</summary>
    public readonly HtmlAttributeReader Attributes => new(attributes);

    /// <summary>Skips everything up to the end tag of the element just opened, whose text is not shown to readers.</summary>
    /// <returns>The skipped characters.</returns>
    public ReadOnlySpan<char> SkipContent()
    {
        var start = position;
        while (true)
        {
            var found = html[position..].IndexOf("</");
            if (found < 0)
            {
                position = html.Length;
                return html[start..];
            }

            position += found;
            var after = html[(position + 2)..];
            if (after.StartsWith(Name, StringComparison.OrdinalIgnoreCase)
                && (after.Length == Name.Length || after[Name.Length] is '>' or '/' || char.IsWhiteSpace(after[Name.Length])))
            {
                return html[start..position];
            }

            position += 2;
        }
    }

    private bool ReadText(int searchFrom)
    {
        var end = html[searchFrom..].IndexOf('<');
        end = end < 0 ? html.Length : searchFrom + end;
        if (position < cdataEnd && cdataEnd < end)
            end = cdataEnd;
        Kind = HtmlTokenKind.Text;
        Text = html[position..end];
        position = end;
        return true;
    }

    private bool ReadTag(int nameStart, HtmlTokenKind kind)
    {
        var rest = html[nameStart..];
        var nameLength = rest.IndexOfAny(EndOfName);
        if (nameLength < 0)
            return End();
        var reader = new HtmlAttributeReader(rest[nameLength..]);
        while (reader.Read())
        {
        }

        if (!reader.Closed)
            return End();
        Kind = kind;
        Name = rest[..nameLength];
        attributes = rest[nameLength..(nameLength + reader.Position)];
        SelfClosing = reader.SelfClosing;
        position = nameStart + nameLength + reader.Position;
        return true;
    }

    /// <summary>A tag that never ends swallows the rest of the text, as in a browser: an excerpt was cut inside it.</summary>
    private bool End()
    {
        position = html.Length;
        return false;
    }

    private void SkipDeclaration()
    {
        var rest = html[position..];
        if (rest.StartsWith("<!--"))
        {
            SkipComment();
        }
        else if (rest.StartsWith("<![CDATA["))
        {
            // To the HTML standard this is a comment, but outlets that escape twice put their whole text in it (qafqazinfo.az).
            position += "<![CDATA[".Length;
            var end = cdataEnd < position ? html[position..].IndexOf("]]>") : -1;
            if (end >= 0)
                cdataEnd = position + end;
            else if (cdataEnd < position)
                cdataEnd = html.Length;
        }
        else
        {
            SkipPast('>');
        }
    }

    private void SkipComment()
    {
        position += "<!--".Length;
        if (html[position..].StartsWith(">") || html[position..].StartsWith("->"))
        {
            SkipPast('>');
            return;
        }

        while (true)
        {
            var dashes = html[position..].IndexOf("--");
            if (dashes < 0)
            {
                position = html.Length;
                return;
            }

            position += dashes;
            var after = html[(position + 2)..];
            if (after.StartsWith(">") || after.StartsWith("!>"))
            {
                SkipPast('>');
                return;
            }

            position++;
        }
    }

    private void SkipPast(char c)
    {
        var found = html[position..].IndexOf(c);
        position = found < 0 ? html.Length : position + found + 1;
    }
}
