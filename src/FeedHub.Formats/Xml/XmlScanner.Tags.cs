using System.Buffers;
using FeedHub.Formats.Text;

namespace FeedHub.Formats.Xml;

/// <remarks>Tags, comments, sections, declarations.</remarks>
internal sealed partial class XmlScanner
{
    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\n\r/>=<\"'&;");
    private const int MaxNames = 500;
    private const string CommentEnd = "-->";

    private readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
    private string? missingTerminators;
    private bool doctypeRead;

    /// <summary>Reads the markup that begins with the &lt; at the current position.</summary>
    private Markup ReadMarkup()
    {
        var rest = document.AsSpan(position, documentLength - position);
        if (rest.Length < 2)
            return Depth > 0 ? SkipToEnd() : Markup.NotMarkup;
        switch (rest[1])
        {
            case '/':
                return ReadEndTag(rest);
            case '!' when rest.StartsWith("<!--"):
                return Skip(rest, 4, CommentEnd);
            case '!' when rest.StartsWith("<![CDATA["):
                return ReadSection(rest);
            case '!' when !doctypeRead && rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase):
                doctypeRead = true;
                position += XmlDoctype.Read(rest, entities);
                return Markup.Skipped;
            case '!':
                return Skip(rest, 2, ">");
            case '?':
                if (position > 0 && rest.StartsWith("<?xml "))
                    Repair(XmlRepair.MisplacedDeclaration);
                return Skip(rest, 2, "?>");
            default:
                return IsNameStart(rest[1]) ? ReadStartTag() : Markup.NotMarkup;
        }
    }

    private Markup SkipToEnd()
    {
        position = documentLength;
        return Markup.Skipped;
    }

    private Markup Skip(ReadOnlySpan<char> rest, int opening, string terminator)
    {
        if (FindTerminator(rest[opening..], terminator) is var end and >= 0)
        {
            position += opening + end + terminator.Length;
            return Markup.Skipped;
        }

        Repair(XmlRepair.UnclosedComment);
        // The rest of the feed may follow a comment that never ends.
        if (terminator == CommentEnd)
        {
            position += opening;
            return Markup.Skipped;
        }

        var close = rest.IndexOf('>');
        position = close < 0 ? documentLength : position + close + 1;
        return Markup.Skipped;
    }

    /// <summary>Finds a terminator; one known to be missing from the rest is not searched for again (else quadratic time).</summary>
    private int FindTerminator(ReadOnlySpan<char> rest, string terminator)
    {
        if (missingTerminators?.Contains(terminator + " ", StringComparison.Ordinal) == true)
            return -1;
        var at = rest.IndexOf(terminator, StringComparison.Ordinal);
        if (at < 0)
            missingTerminators += terminator + " ";
        return at;
    }

    private Markup ReadSection(ReadOnlySpan<char> rest)
    {
        const int Opening = 9;
        var length = FindTerminator(rest[Opening..], "]]>");
        if (length < 0)
        {
            Repair(XmlRepair.UnclosedComment);
            length = rest.Length - Opening;
        }

        SetText(position + Opening, length, isLiteral: true);
        position = Math.Min(documentLength, position + Opening + length + 3);
        return Markup.Token;
    }

    private Markup ReadEndTag(ReadOnlySpan<char> rest)
    {
        // Nearly always it is that of the current element, and has nothing but its name.
        if (Depth > 0 && open[Depth - 1].NameLength + 2 is var usual && usual < rest.Length && rest[usual] == '>'
            && rest[2..].StartsWith(RawName))
        {
            position += usual + 1;
            End(hasTag: true);
            return Markup.Token;
        }

        var nameLength = rest[2..].IndexOfAny(NameEnd);
        if (nameLength < 0)
            nameLength = rest.Length - 2;
        if (nameLength == 0 || !IsNameStart(rest[2]))
        {
            // "</>" ends nothing; "</ " may be text.
            if (rest.Length > 2 && rest[2] == '>')
                return StrayEnd(3);
            return Markup.NotMarkup;
        }

        var name = rest.Slice(2, nameLength);
        var used = rest[2..].IndexOfAny('<', '>') + 2;
        if (used >= 2 && rest[used] == '>')
        {
            used++;
        }
        else
        {
            Repair(XmlRepair.BadAttribute);
            used = used < 2 ? rest.Length : used;
        }

        if (Depth > 0 && name.SequenceEqual(RawName))
        {
            position += used;
            End(hasTag: true);
            return Markup.Token;
        }

        var target = FindOpen(name);
        if (target < 0)
            return StrayEnd(used);
        if (target < Depth - 1)
            NoteClosing(target + 1);
        position += used;
        closeTo = target;
        End(hasTag: Depth - 1 == target);
        return Markup.Token;
    }

    private Markup StrayEnd(int used)
    {
        Repair(XmlRepair.StrayEndTag);
        position += used;
        return Markup.Skipped;
    }

    private int FindOpen(ReadOnlySpan<char> name)
    {
        // Few documents need these hashes.
        if (hashes.Length < open.Length)
            Array.Resize(ref hashes, open.Length);
        for (; hashed < Depth; hashed++)
            hashes[hashed] = string.GetHashCode(RawNameOf(open[hashed]), StringComparison.OrdinalIgnoreCase);
        var hash = string.GetHashCode(name, StringComparison.OrdinalIgnoreCase);
        var depth = Depth;
        while (hashes.AsSpan(0, depth).LastIndexOf(hash) is var at and >= 0)
        {
            if (RawNameOf(open[at]).Equals(name, StringComparison.OrdinalIgnoreCase))
                return at;
            depth = at;
        }

        return -1;
    }

    private void NoteClosing(int from)
    {
        Repair(XmlRepair.MissingEndTag);
        for (var i = from; i < Depth && !Misnested; i++)
        {
            Misnested = open[i].Field == FeedField.Item
                || (open[i].Vocabulary != XmlVocabulary.Xhtml && open[i].Field == FeedField.Text);
        }
    }

    private Markup ReadStartTag()
    {
        var nameStart = position + 1;
        var rest = document.AsSpan(nameStart, documentLength - nameStart);
        var nameLength = rest.IndexOfAny(NameEnd);
        if (nameLength < 0)
            return SkipToEnd();
        var raw = rest[..nameLength];
        var colon = raw.IndexOf(':');
        var prefix = colon > 0 ? raw[..colon] : default;
        var name = Intern(raw[(colon + 1)..]);

        var field = FeedFields.Parse(name);
        if (isStrict && ClosesOpenField(field, prefix) is var closing and >= 0)
        {
            Repair(XmlRepair.MissingEndTag);
            closeTo = closing;
            End(hasTag: false);
            return Markup.Token;
        }

        var bindings = declared.Count;
        var end = ReadAttributes(nameStart + nameLength, out var isEmpty);
        if (end < 0)
            return SkipToEnd();
        position = end;
        if (Depth == MaxDepth)
        {
            Repair(XmlRepair.TooDeep);
            declared.RemoveRange(bindings, declared.Count - bindings);
            return Markup.Skipped;
        }

        var parentBase = Base;
        var parentLanguage = Language;
        if (Depth == open.Length)
            Array.Resize(ref open, MaxDepth);
        open[Depth++] = new OpenElement
        {
            Name = name,
            Field = field,
            NameStart = nameStart,
            NameLength = nameLength,
            Bindings = bindings,
            Vocabulary = VocabularyOf(prefix),
            Base = hasXmlAttributes && Attribute("xml:base") is { } xmlBase ? UrlReference.Within(parentBase, xmlBase) : parentBase,
            Language = hasXmlAttributes && Attribute("xml:lang") is { } language ? language : parentLanguage,
        };
        emptyElement = isEmpty;
        Token = XmlToken.Start;
        return Markup.Token;
    }

    /// <summary>Index of the open item or field that the start of a <paramref name="field"/> must end; -1 when there is none.</summary>
    private int ClosesOpenField(FeedField field, ReadOnlySpan<char> prefix)
    {
        var isItem = field == FeedField.Item;
        if (!isItem && (prefix.Length > 0 || field == FeedField.None))
            return -1;
        for (var i = Depth - 1; i >= 0; i--)
        {
            if (open[i].Field == FeedField.Item)
                return isItem ? i : -1;
            if (!isItem && open[i].Field == FeedField.Text)
                return i;
        }

        return -1;
    }

    private string Intern(ReadOnlySpan<char> name)
    {
        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var known))
            return known;
        if (names.Count >= MaxNames || name.Length > 64)
            return "";
        var lower = name.ToString().ToLowerInvariant();
        names.Add(lower, lower);
        return lower;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '_' or ':' || c >= '\u00C0';
}
