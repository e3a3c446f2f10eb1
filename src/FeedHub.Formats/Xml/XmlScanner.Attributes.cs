using System.Runtime.InteropServices;
using FeedHub.Formats.Text;

namespace FeedHub.Formats.Xml;

/// <remarks>Attributes and namespaces.</remarks>
internal sealed partial class XmlScanner
{
    private readonly List<AttributeSpan> _attributes = [];
    private readonly List<Binding> _bindings = [];
    private readonly CharBuffer _attributeBuffer = new();
    private bool _hasXmlAttributes;
    private string? _coreUri;

    public int AttributeCount => _attributes.Count;

    public ReadOnlySpan<char> AttributeName(int index) =>
        _text.AsSpan(_attributes[index].NameStart, _attributes[index].NameLength);

    /// <summary>The value with references replaced and white space normalised (XML 1.0 §3.3.3).</summary>
    public string AttributeValue(int index)
    {
        var span = _attributes[index];
        ReadOnlySpan<char> raw = _text.AsSpan(span.ValueStart, span.ValueLength);
        if (raw.IndexOfAny("&\n\t") < 0)
            return raw.ToString();
        if (raw.IndexOfAny('\n', '\t') >= 0)
            raw = raw.ToString().Replace('\n', ' ').Replace('\t', ' ');
        _attributeBuffer.Clear();
        _entities.Decode(raw, _attributeBuffer);
        return _attributeBuffer.ToString();
    }

    /// <summary>The value of the attribute written as <paramref name="name"/>, whatever its case; null when there is none.</summary>
    public string? Attribute(string name)
    {
        for (var i = 0; i < _attributes.Count; i++)
        {
            if (AttributeName(i).Equals(name, StringComparison.OrdinalIgnoreCase))
                return AttributeValue(i);
        }

        return null;
    }

    /// <summary>Like <see cref="Attribute"/>, with any prefix (<c>rdf:about</c>).</summary>
    public string? PrefixedAttribute(string localName)
    {
        for (var i = 0; i < _attributes.Count; i++)
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
        for (var i = _bindings.Count - 1; i >= 0; i--)
        {
            if (!prefix.SequenceEqual(_bindings[i].Prefix))
                continue;
            _coreUri = _bindings[i].Uri;
            for (var j = 0; j < _bindings.Count; j++)
            {
                if (_bindings[j].Uri == _coreUri)
                    _bindings[j] = _bindings[j] with { Vocabulary = XmlVocabulary.None };
            }

            return;
        }
    }

    public bool Declares(XmlVocabulary vocabulary) => _bindings.Exists(b => b.Vocabulary == vocabulary);

    private XmlVocabulary VocabularyOf(ReadOnlySpan<char> prefix)
    {
        var bindings = CollectionsMarshal.AsSpan(_bindings);
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
        _attributes.Clear();
        _hasXmlAttributes = false;
        isEmpty = false;
        while (true)
        {
            while (at < _length && IsSpace(_text[at]))
                at++;
            if (at >= _length)
                return -1;
            switch (_text[at])
            {
                case '>':
                    return at + 1;
                case '/':
                    isEmpty = at + 1 < _length && _text[at + 1] == '>';
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
        var rest = _text.AsSpan(at, _length - at);
        var nameLength = rest.IndexOfAny(NameEnd);
        if (nameLength <= 0)
        {
            Repair(XmlRepair.BadAttribute);
            return nameLength < 0 ? _length : at + 1;
        }

        at += nameLength;
        while (at < _length && IsSpace(_text[at]))
            at++;
        if (at >= _length || _text[at] != '=')
        {
            Repair(XmlRepair.BadAttribute);
            Add(nameStart, nameLength, at, 0);
            return at;
        }

        at++;
        while (at < _length && IsSpace(_text[at]))
            at++;
        if (at >= _length)
            return at;
        var quote = _text[at];
        if (quote is '"' or '\'' && QuotedLength(at + 1, quote) is var length and >= 0)
        {
            Add(nameStart, nameLength, at + 1, length);
            return at + length + 2;
        }

        Repair(XmlRepair.BadAttribute);
        if (quote is '"' or '\'')
            at++;
        var end = _text.AsSpan(at, _length - at).IndexOfAny(" \t\n>");
        end = end < 0 ? _length : at + end;
        var last = end > at && end < _length && _text[end] == '>' && _text[end - 1] == '/' ? end - 1 : end;
        Add(nameStart, nameLength, at, last - at);
        return last;
    }

    /// <summary>Length up to the closing quote; -1 when it is missing: a &lt; comes before the next quote and no gap after it.</summary>
    private int QuotedLength(int start, char quote)
    {
        var rest = _text.AsSpan(start, _length - start);
        var length = rest.IndexOf(quote);
        if (length < 0 || rest[..length].IndexOf('<') < 0)
            return length;
        Repair(XmlRepair.BadAttribute);
        var next = length + 1 < rest.Length ? rest[length + 1] : '>';
        return IsSpace(next) || next is '/' or '>' or '?' ? length : -1;
    }

    private void Add(int nameStart, int nameLength, int valueStart, int valueLength)
    {
        if (_attributes.Count == MaxAttributes)
        {
            Repair(XmlRepair.TooManyAttributes);
            return;
        }

        _attributes.Add(new AttributeSpan(nameStart, nameLength, valueStart, valueLength));
        var name = _text.AsSpan(nameStart, nameLength);
        if (!name.StartsWith("xml"))
            return;
        if (name.Length == 5)
            Bind("");
        else if (name.Length > 6 && name.StartsWith("xmlns:"))
            Bind(name[6..].ToString());
        else
            _hasXmlAttributes = true;
    }

    private void Bind(string prefix)
    {
        // Every prefix is looked up among all bindings in scope.
        if (_bindings.Count == MaxBindings)
        {
            Repair(XmlRepair.TooManyNamespaces);
            return;
        }

        var uri = AttributeValue(_attributes.Count - 1);
        var vocabulary = uri == _coreUri ? XmlVocabulary.None : XmlVocabularies.OfUri(uri, prefix);
        _bindings.Add(new Binding(prefix, uri, vocabulary));
    }

    private static bool IsSpace(char c) => c is ' ' or '\n' or '\t' or '\r';

    private readonly record struct AttributeSpan(int NameStart, int NameLength, int ValueStart, int ValueLength);

    private readonly record struct Binding(string Prefix, string Uri, XmlVocabulary Vocabulary);
}
