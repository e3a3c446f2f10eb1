using FeedHub.Formats.Text;

namespace FeedHub.Formats.Xml;

/// <remarks>Character data, and elements read whole.</remarks>
internal sealed partial class XmlScanner
{
    private int _textStart;
    private int _textLength;
    private bool _textIsLiteral;

    /// <summary>Appends the text of the current text token, references replaced.</summary>
    public void AppendText(CharBuffer output)
    {
        var raw = _text.AsSpan(_textStart, _textLength);
        // Escaped text can grow sixfold, and nobody reads a text longer than this.
        if (raw.Length > MaxText - output.Length)
        {
            Repair(XmlRepair.TextLimit);
            raw = raw[..Math.Max(0, MaxText - output.Length)];
            if (!raw.IsEmpty && char.IsHighSurrogate(raw[^1]))
                raw = raw[..^1];
        }

        if (_textIsLiteral)
            output.Append(raw);
        else
            _entities.Decode(raw, output);
    }

    /// <summary>The current text token, references replaced.</summary>
    public string TextValue()
    {
        _buffer.Clear();
        AppendText(_buffer);
        return _buffer.ToString();
    }

    /// <summary>True when the current text token is only white space.</summary>
    public bool IsBlank => _text.AsSpan(_textStart, _textLength).IsWhiteSpace();

    /// <summary>Reads the current element to its end as plain text, trimmed; tags inside it are skipped.</summary>
    public string ReadText()
    {
        var depth = Depth;
        _buffer.Clear();
        while (Read() && !(Token == XmlToken.End && Depth == depth))
        {
            if (Token == XmlToken.Text)
                AppendText(_buffer);
        }

        var text = _buffer.Span.Trim();
        return text.IsEmpty ? "" : Undoubled(text);
    }

    /// <summary>
    /// Reads the current element to its end, keeping markup. <c>HasMarkup</c> says whether there was any; when
    /// <paramref name="escapeText"/> is set, text next to markup is escaped as markup too.
    /// </summary>
    public (string Value, bool HasMarkup) ReadContent(bool escapeText, bool dropOuterDiv = false)
    {
        _buffer.Clear();
        var markup = new MarkupRecorder(this, _buffer, escapeText, dropOuterDiv);
        markup.Record();
        var text = _buffer.Span.Trim();
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
        var length = _text.AsSpan(_position, _length - _position).IndexOf('<');
        if (length < 0)
            length = _length - _position;
        SetText(_position, length, isLiteral: false);
        _position += length;
        if (Depth == 0 && !IsBlank)
            Repair(XmlRepair.TextOutsideRoot);
    }

    private void SetText(int start, int length, bool isLiteral)
    {
        Token = XmlToken.Text;
        _textStart = start;
        _textLength = length;
        _textIsLiteral = isLiteral;
    }
}
