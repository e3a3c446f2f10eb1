namespace FeedHub.Formats.Text;

/// <summary>A growing buffer of characters, reused for each text so that reading a feed allocates little besides its result.</summary>
internal sealed class CharBuffer(int capacity)
{
    private char[] chars = new char[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => chars.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(char c)
    {
        Reserve(1);
        chars[Length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Appends a code point; what Unicode does not allow becomes U+FFFD.</summary>
    public void AppendRune(int codePoint)
    {
        var rune = System.Text.Rune.IsValid(codePoint) ? new System.Text.Rune(codePoint) : System.Text.Rune.ReplacementChar;
        Reserve(2);
        Length += rune.EncodeToUtf16(chars.AsSpan(Length));
    }

    /// <summary>Appends text as XML and HTML character data.</summary>
    public void AppendEscaped(ReadOnlySpan<char> text, bool inAttribute = false)
    {
        while (text.IndexOfAny("&<>\"") is var at and >= 0)
        {
            Append(text[..at]);
            Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ => inAttribute ? "&quot;" : "\"",
            });
            text = text[(at + 1)..];
        }

        Append(text);
    }

    /// <summary>Escapes everything from index <paramref name="start"/> on, once it turns out to be next to markup.</summary>
    public void EscapeFrom(int start)
    {
        var text = Span[start..].ToString();
        Length = start;
        AppendEscaped(text);
    }

    public override string ToString() => new(Span);

    private void Reserve(int more)
    {
        if (chars.Length - Length < more)
            Array.Resize(ref chars, Math.Max(chars.Length * 2, Length + more));
    }
}
