using FeedHub.Formats.Text;

namespace FeedHub.Formats.Xml;

/// <summary>Writes the children of the scanner's current element as HTML, with relative URLs resolved against xml:base.</summary>
internal sealed class MarkupRecorder(XmlScanner xml, CharBuffer output, bool escapeText, bool dropOuterDiv, bool keepWords)
{
    private readonly int depth = xml.Depth;
    private bool divDropped;

    public bool HasMarkup { get; private set; }

    public void Record()
    {
        while (xml.Read() && !(xml.Token == XmlToken.End && xml.Depth == depth))
        {
            switch (xml.Token)
            {
                case XmlToken.Text:
                    RecordText();
                    break;
                case XmlToken.Start:
                    RecordStart();
                    break;
                default:
                    RecordEnd();
                    break;
            }
        }
    }

    private void RecordText()
    {
        var start = output.Length;
        xml.AppendText(output);
        // Text alone is the value itself; next to markup it must be escaped as markup too, even the text before the first tag.
        if (HasMarkup && escapeText)
            output.EscapeFrom(start);
    }

    private void RecordStart()
    {
        if (output.Length > XmlScanner.MaxText)
        {
            xml.Repair(XmlRepair.TextLimit);
            return;
        }

        if (!HasMarkup)
        {
            HasMarkup = true;
            if (escapeText)
                output.EscapeFrom(0);
            // RFC 4287 §3.1.1.3: the div is the container of the content, not part of it.
            if (dropOuterDiv && xml.Name == "div" && output.Span.IsWhiteSpace())
            {
                divDropped = true;
                return;
            }
        }

        if (IsWord())
        {
            output.AppendEscaped(xml.RawTag);
            return;
        }

        output.Append('<');
        output.Append(NameToWrite());
        for (var i = 0; i < xml.AttributeCount; i++)
            RecordAttribute(i);
        output.Append(HtmlElements.IsVoid(xml.Name) ? " />" : ">");
    }

    private void RecordAttribute(int index)
    {
        var name = xml.AttributeName(index);
        if (name.StartsWith("xmlns") && (xml.Vocabulary == XmlVocabulary.Xhtml || name.Length > 5))
            return;
        var value = xml.AttributeValue(index);
        if (value.Length > XmlScanner.MaxText)
        {
            xml.Repair(XmlRepair.TextLimit);
            return;
        }

        output.Append(' ');
        output.Append(name);
        output.Append("=\"");
        output.AppendEscaped(HtmlElements.HoldsUrl(name) ? xml.Links.ResolveInText(value, xml.Base) : value, inAttribute: true);
        output.Append('"');
    }

    private void RecordEnd()
    {
        if (output.Length > XmlScanner.MaxText
            || HtmlElements.IsVoid(xml.Name)
            || (divDropped && xml.Depth == depth + 1 && xml.Name == "div"))
        {
            return;
        }

        if (IsWord())
        {
            if (xml.HasEndTag)
                output.AppendEscaped($"</{xml.RawName}>");
            return;
        }

        output.Append("</");
        output.Append(NameToWrite());
        output.Append('>');
    }

    // "<Aurora>" in a title that nobody escaped: XML takes it for an element, which is then never closed.
    private bool IsWord() =>
        keepWords && xml.Vocabulary != XmlVocabulary.Xhtml && !xml.RawName.Contains(':') && !HtmlElements.IsKnown(xml.RawName);

    private ReadOnlySpan<char> NameToWrite()
    {
        var name = xml.RawName;
        return xml.Vocabulary == XmlVocabulary.Xhtml ? name[(name.IndexOf(':') + 1)..] : name;
    }
}
