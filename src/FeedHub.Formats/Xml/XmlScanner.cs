using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Encodings;

namespace FeedHub.Formats.Xml;

internal enum XmlToken
{
    Start,
    End,
    Text,
}

/// <summary>
/// One forward pass over an XML document. Well-formed XML is read as XML 1.0 and Namespaces in XML require; what is not
/// well-formed is repaired in place and reported in <see cref="Repairs"/>. Start and end tokens always balance.
/// </summary>
/// <remarks>
/// XmlReader gives up at the first fault and so would need a second reader behind it; it is also slower than this by more than
/// half. A test checks that the two agree on well-formed input.
/// </remarks>
internal sealed partial class XmlScanner
{
    public const int MaxDepth = 200;
    public const int MaxAttributes = 256;
    public const int MaxBindings = 64;
    public const int MaxText = 1 << 21;
    private const int UsualDepth = 16;
    private const int UsualText = 4096;
    private const int NotClosing = int.MaxValue;

    private readonly char[] document;
    private readonly int documentLength;
    private readonly bool isStrict;
    private readonly XmlEntities entities = new();
    private readonly CharBuffer buffer = new(UsualText);
    private int[] hashes = [];
    private OpenElement[] open = new OpenElement[UsualDepth];
    private int position;
    private int linesCounted;
    private int line = 1;
    private int hashed;
    private int closeTo = NotClosing;
    private bool popPending;
    private bool emptyElement;

    /// <param name="text">The decoded document; repaired in place.</param>
    /// <param name="length">Length of the document in <paramref name="text"/>, in characters.</param>
    /// <param name="baseUrl">Base for relative references outside any <c>xml:base</c>.</param>
    /// <param name="strictFields">
    /// True for the second pass over a document whose items or fields were left open: an item then ends the item before it,
    /// and one field of an item ends another.
    /// </param>
    public XmlScanner(char[] text, int length, string? baseUrl, bool strictFields = false)
    {
        document = text;
        (documentLength, var mended) = CharacterRepair.Clean(text.AsSpan(0, length));
        isStrict = strictFields;
        DocumentBase = baseUrl;
        Links = new LinkResolver(baseUrl);
        if (mended)
            Repair(XmlRepair.IllegalCharacter);
    }

    /// <summary>Length of the text after its characters were repaired.</summary>
    public int Length => documentLength;

    public XmlToken Token { get; private set; }

    /// <summary>Number of open elements, including the one that the current start or end token belongs to.</summary>
    public int Depth { get; private set; }

    /// <summary>Local name in lower case, since publishers are careless with case.</summary>
    public string Name => Depth == 0 ? "" : open[Depth - 1].Name;

    public XmlVocabulary Vocabulary => Depth == 0 ? XmlVocabulary.None : open[Depth - 1].Vocabulary;

    /// <summary>The name as written, with its prefix.</summary>
    public ReadOnlySpan<char> RawName => Depth == 0 ? default : RawNameOf(open[Depth - 1]);

    /// <summary>The start tag at the current start token, as written.</summary>
    public ReadOnlySpan<char> RawTag
    {
        get
        {
            var start = open[Depth - 1].NameStart - 1;
            return document.AsSpan(start, position - start);
        }
    }

    /// <summary>Whether the element at the current end token has an end tag, which an empty or unclosed one has not.</summary>
    public bool HasEndTag { get; private set; }

    /// <summary>Line that the current element's start tag is on, from 1. Lines are counted on from the last that was asked for.</summary>
    public int Line
    {
        get
        {
            var at = Depth == 0 ? position : open[Depth - 1].NameStart;
            if (at < linesCounted)
                (linesCounted, line) = (0, 1);
            line += document.AsSpan(linesCounted, at - linesCounted).Count('\n');
            linesCounted = at;
            return line;
        }
    }

    public string? Base => Depth == 0 ? DocumentBase : open[Depth - 1].Base;

    /// <summary>True when the element has its own language, not one inherited from an enclosing element.</summary>
    public bool DeclaresLanguage => hasXmlAttributes && Attribute("xml:lang") is not null;

    public string? Language => Depth == 0 ? null : open[Depth - 1].Language;

    public XmlRepair Repairs => repairs | entities.Repairs | (Links.Exhausted ? XmlRepair.LinkLimit : XmlRepair.None);

    public LinkResolver Links { get; }

    /// <summary>True once the input is used up; end tokens that follow were not in the document.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>True when an item, or a field of one, was closed by something other than its own end tag.</summary>
    public bool Misnested { get; private set; }

    private string? DocumentBase { get; }

    private XmlRepair repairs;

    public void Repair(XmlRepair repair) => repairs |= repair;

    /// <summary>Moves to the next token; false at the end of the document.</summary>
    public bool Read()
    {
        if (popPending)
            Pop();
        if (emptyElement)
        {
            emptyElement = false;
            return End(hasTag: false);
        }

        if (Depth > closeTo)
            return End(hasTag: Depth - 1 == closeTo);
        closeTo = NotClosing;

        while (position < documentLength)
        {
            if (document[position] != '<')
            {
                ReadCharacters();
                return true;
            }

            switch (ReadMarkup())
            {
                case Markup.Token:
                    return true;
                case Markup.NotMarkup:
                    Repair(XmlRepair.BareLessThan);
                    SetText(position, 1, isLiteral: true);
                    position++;
                    return true;
            }
        }

        AtEnd = true;
        if (Depth == 0)
            return false;
        Repair(XmlRepair.Truncated);
        closeTo = 0;
        return End(hasTag: false);
    }

    /// <summary>Moves to the next start tag among the children of the element at <paramref name="depth"/>; false when it ends.</summary>
    public bool ReadChild(int depth)
    {
        while (Depth >= depth && !(Token == XmlToken.End && Depth == depth) && Read())
        {
            if (Token == XmlToken.Start && Depth == depth + 1)
                return true;
        }

        return false;
    }

    private bool End(bool hasTag)
    {
        HasEndTag = hasTag;
        Token = XmlToken.End;
        popPending = true;
        return true;
    }

    private void Pop()
    {
        popPending = false;
        declared.RemoveRange(open[Depth - 1].Bindings, declared.Count - open[Depth - 1].Bindings);
        Depth--;
        hashed = Math.Min(hashed, Depth);
    }

    private ReadOnlySpan<char> RawNameOf(in OpenElement element) => document.AsSpan(element.NameStart, element.NameLength);

    private struct OpenElement
    {
        public string Name;
        public FeedField Field;
        public XmlVocabulary Vocabulary;
        public int NameStart;
        public int NameLength;
        public int Bindings;
        public string? Base;
        public string? Language;
    }

    private enum Markup
    {
        Token,
        Skipped,
        NotMarkup,
    }
}
