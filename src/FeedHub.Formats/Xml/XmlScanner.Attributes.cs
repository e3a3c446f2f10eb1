using System.Runtime.InteropServices;
using FeedHub.Formats.Text;

namespace FeedHub.Formats.Xml;

/// <remarks>Attributes and namespaces.</remarks>
internal sealed partial class XmlScanner
{
    private const int UsualValue = 256;

    private readonly List<AttributeSpan> attributes = [];
    private readonly List<Binding> declared = [];
    private readonly CharBuffer attributeBuffer = new(UsualValue);
    private bool hasXmlAttributes;
    private string? coreUri;

    public int AttributeCount => attributes.Count;

    public ReadOnlySpan<char> AttributeName(int index) =>
        document.AsSpan(attributes[index].NameStart, attributes[index].NameLength);

    /// <summary>The value with references replaced and white space normalised (XML 1.0 §3.3.3).</summary>
    public string AttributeValue(int index)
    {
        var span = attributes[index];
        ReadOnlySpan<char> raw = document.AsSpan(span.ValueStart, span.ValueLength);
        if (raw.IndexOfAny("&\n\t") < 0)
            return raw.ToString();
        if (raw.IndexOfAny('\n', '\t') >= 0)
            raw = raw.ToString().Replace('\n', ' ').Replace('\t', ' ');
        attributeBuffer.Clear();
        entities.Decode(raw, attributeBuffer);
        return attributeBuffer.ToString();
    }

    /// <summary>The value of the attribute written as <paramref name="name"/>, whatever its case; null when there is none.</summary>
    public string? Attribute(string name)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (AttributeName(i).Equals(name, StringComparison.OrdinalIgnoreCase))
                return AttributeValue(i);
        }

        return null;
    }

    /// <summary>Like <see cref="Attribute"/>, with any prefix (<c>rdf:about</c>).</summary>
    public string? PrefixedAttribute(string localName)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            var name = AttributeName(i);
            if (name[(name.IndexOf(':') + 1)..].Equals(localName, StringComparison.OrdinalIgnoreCase))
                return AttributeValue(i);
        }

        return null;
    }

    /// <summary>
    /// Treats the root's namespace as the document's core when no vocabulary has it, so that a new dialect can still be read.
    /// </summary>
    public void AdoptRootNamespace()
    {
        var prefix = RawName.IndexOf(':') is var colon and > 0 ? RawName[..colon] : default;
        for (var i = declared.Count - 1; i >= 0; i--)
        {
            if (!prefix.SequenceEqual(declared[i].Prefix))
                continue;
            coreUri = declared[i].Uri;
            for (var j = 0; j < declared.Count; j++)
            {
                if (declared[j].Uri == coreUri)
                    declared[j] = declared[j] with { Vocabulary = XmlVocabulary.None };
            }

            return;
        }
    }

    public bool Declares(XmlVocabulary vocabulary) => declared.Exists(b => b.Vocabulary == vocabulary);

    private XmlVocabulary VocabularyOf(ReadOnlySpan<char> prefix)
    {
        var bindings = CollectionsMarshal.AsSpan(declared);
        for (var i = bindings.Length - 1; i >= 0; i--)
        {
            ref readonly var binding = ref bindings[i];
            if (prefix.SequenceEqual(binding.Prefix))
                return binding.Vocabulary;
        }

        if (prefix.Length == 0)
            return XmlVocabulary.None;
        Repair(XmlRepair.UndeclaredPrefix);
        return XmlVocabularies.OfPrefix(prefix);
    }

    /// <summary>Reads the attributes from <paramref name="at"/>; returns where the tag ends, or -1 when the input ends first.</summary>
    private int ReadAttributes(int at, out bool isEmpty)
    {
        attributes.Clear();
        hasXmlAttributes = false;
        isEmpty = false;
        while (true)
        {
            while (at < documentLength && IsSpace(document[at]))
                at++;
            if (at >= documentLength)
                return -1;
            switch (document[at])
            {
                case '>':
                    return at + 1;
                case '/':
                    isEmpty = at + 1 < documentLength && document[at + 1] == '>';
                    at++;
                    continue;
                case '<':
                    // The tag was never closed: another begins here.
                    Repair(XmlRepair.BadAttribute);
                    return at;
            }

            at = ReadAttribute(at);
        }
    }

    private int ReadAttribute(int at)
    {
        var nameStart = at;
        var rest = document.AsSpan(at, documentLength - at);
        var nameLength = rest.IndexOfAny(NameEnd);
        if (nameLength <= 0)
        {
            Repair(XmlRepair.BadAttribute);
            return nameLength < 0 ? documentLength : at + 1;
        }

        at += nameLength;
        while (at < documentLength && IsSpace(document[at]))
            at++;
        if (at >= documentLength || document[at] != '=')
        {
            Repair(XmlRepair.BadAttribute);
            Add(nameStart, nameLength, at, 0);
            return at;
        }

        at++;
        while (at < documentLength && IsSpace(document[at]))
            at++;
        if (at >= documentLength)
            return at;
        var quote = document[at];
        if (quote is '"' or '\'' && QuotedLength(at + 1, quote) is var length and >= 0)
        {
            Add(nameStart, nameLength, at + 1, length);
            return at + length + 2;
        }

        Repair(XmlRepair.BadAttribute);
        if (quote is '"' or '\'')
            at++;
        var end = document.AsSpan(at, documentLength - at).IndexOfAny(" \t\n>");
        end = end < 0 ? documentLength : at + end;
        var last = end > at && end < documentLength && document[end] == '>' && document[end - 1] == '/' ? end - 1 : end;
        Add(nameStart, nameLength, at, last - at);
        return last;
    }

    /// <summary>Length up to the closing quote; -1 when it is missing: a &lt; comes before the next quote and no gap after it.</summary>
    private int QuotedLength(int start, char quote)
    {
        var rest = document.AsSpan(start, documentLength - start);
        var length = rest.IndexOf(quote);
        if (length < 0 || rest[..length].IndexOf('<') < 0)
            return length;
        Repair(XmlRepair.BadAttribute);
        var next = length + 1 < rest.Length ? rest[length + 1] : '>';
        return IsSpace(next) || next is '/' or '>' or '?' ? length : -1;
    }

    private void Add(int nameStart, int nameLength, int valueStart, int valueLength)
    {
        if (attributes.Count == MaxAttributes)
        {
            Repair(XmlRepair.TooManyAttributes);
            return;
        }

        attributes.Add(new AttributeSpan(nameStart, nameLength, valueStart, valueLength));
        var name = document.AsSpan(nameStart, nameLength);
        if (!name.StartsWith("xml"))
            return;
        if (name.Length == 5)
            Bind("");
        else if (name.Length > 6 && name.StartsWith("xmlns:"))
            Bind(name[6..].ToString());
        else
            hasXmlAttributes = true;
    }

    private void Bind(string prefix)
    {
        // Every prefix is looked up among all bindings in scope.
        if (declared.Count == MaxBindings)
        {
            Repair(XmlRepair.TooManyNamespaces);
            return;
        }

        var uri = AttributeValue(attributes.Count - 1);
        var vocabulary = uri == coreUri ? XmlVocabulary.None : XmlVocabularies.OfUri(uri, prefix);
        declared.Add(new Binding(prefix, uri, vocabulary));
    }

    private static bool IsSpace(char c) => c is ' ' or '\n' or '\t' or '\r';

    private readonly record struct AttributeSpan(int NameStart, int NameLength, int ValueStart, int ValueLength);

    private readonly record struct Binding(string Prefix, string Uri, XmlVocabulary Vocabulary);
}
