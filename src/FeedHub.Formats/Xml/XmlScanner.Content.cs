using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Encodings;

namespace FeedHub.Formats.Xml;

/// <remarks>Character data, and elements read whole.</remarks>
internal sealed partial class XmlScanner
{
    private int textStart;
    private int textLength;
    private bool textIsLiteral;

    /// <summary>Appends the text of the current text token, references replaced.</summary>
    public void AppendText(CharBuffer output)
    {
        var raw = document.AsSpan(textStart, textLength);
        // Escaped text can grow sixfold, and nobody reads a text longer than this.
        if (raw.Length > MaxText - output.Length)
        {
            Repair(XmlRepair.TextLimit);
            raw = raw[..Math.Max(0, MaxText - output.Length)];
            if (!raw.IsEmpty && char.IsHighSurrogate(raw[^1]))
                raw = raw[..^1];
        }

        if (textIsLiteral)
            output.Append(raw);
        else
            entities.Decode(raw, output);
    }

    /// <summary>The current text token, references replaced.</summary>
    public string TextValue()
    {
        buffer.Clear();
        AppendText(buffer);
        return buffer.ToString();
    }

    /// <summary>True when the current text token is only white space.</summary>
    public bool IsBlank => document.AsSpan(textStart, textLength).IsWhiteSpace();

    /// <summary>Reads the current element to its end as plain text, trimmed; tags inside it are skipped.</summary>
    public string ReadText()
    {
        var depth = Depth;
        buffer.Clear();
        while (Read() && !(Token == XmlToken.End && Depth == depth))
        {
            if (Token == XmlToken.Text)
                AppendText(buffer);
        }

        var text = buffer.Span.Trim();
        return text.IsEmpty ? "" : Undoubled(text);
    }

    /// <summary>
    /// Reads the current element to its end, keeping markup. <c>HasMarkup</c> says whether there was any; when
    /// <paramref name="escapeText"/> is set, text next to markup is escaped as markup too; when <paramref name="keepWords"/> is, tags
    /// that HTML does not know become text.
    /// </summary>
    public (string Value, bool HasMarkup) ReadContent(bool escapeText, bool dropOuterDiv = false, bool keepWords = false)
    {
        buffer.Clear();
        var markup = new MarkupRecorder(this, buffer, escapeText, dropOuterDiv, keepWords);
        markup.Record();
        var text = buffer.Span.Trim();
        return (text.IsEmpty ? "" : Undoubled(text), markup.HasMarkup);
    }

    private string Undoubled(ReadOnlySpan<char> text)
    {
        if (CharacterRepair.Undouble(text) is not { } mended)
            return text.ToString();
        Repair(XmlRepair.DoubleEncoded);
        return mended;
    }

    private void ReadCharacters()
    {
        var length = document.AsSpan(position, documentLength - position).IndexOf('<');
        if (length < 0)
            length = documentLength - position;
        SetText(position, length, isLiteral: false);
        position += length;
        if (Depth == 0 && !IsBlank)
            Repair(XmlRepair.TextOutsideRoot);
    }

    private void SetText(int start, int length, bool isLiteral)
    {
        Token = XmlToken.Text;
        textStart = start;
        textLength = length;
        textIsLiteral = isLiteral;
    }
}
