namespace FeedHub.Core.Content.Markup.Attributes;

/// <summary>Reads the attributes of one tag (HTML §13.2.5.32 to 40), from the end of its name to its closing <c>&gt;</c>.</summary>
internal ref struct HtmlAttributeReader(ReadOnlySpan<char> tag)
{
    private readonly ReadOnlySpan<char> tag = tag;

    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>The value without its quotes, references not decoded.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Characters read, including the <c>&gt;</c> once the tag is <see cref="Closed"/>.</summary>
    public int Position { get; private set; }

    public bool Closed { get; private set; }

    public bool SelfClosing { get; private set; }

    public bool Read()
    {
        while (Position < tag.Length)
        {
            var c = tag[Position];
            if (c == '>')
            {
                Position++;
                Closed = true;
                return false;
            }

            if (c == '/' || IsSpace(c))
            {
                SelfClosing = c == '/' || (SelfClosing && IsSpace(c));
                Position++;
                continue;
            }

            SelfClosing = false;
            return ReadAttribute();
        }

        return false;
    }

    private bool ReadAttribute()
    {
        var start = Position++;
        while (Position < tag.Length && tag[Position] is not ('=' or '>' or '/') && !IsSpace(tag[Position]))
            Position++;
        Name = tag[start..Position];
        Value = default;
        var afterName = Position;
        SkipSpace();
        if (Position >= tag.Length || tag[Position] != '=')
        {
            Position = afterName;
            return true;
        }

        Position++;
        SkipSpace();
        if (Position >= tag.Length)
            return false;
        if (tag[Position] is '"' or '\'')
        {
            var quote = tag[Position++];
            var length = tag[Position..].IndexOf(quote);
            if (length < 0)
            {
                Position = tag.Length;
                return false;
            }

            Value = tag.Slice(Position, length);
            Position += length + 1;
            return true;
        }

        start = Position;
        while (Position < tag.Length && tag[Position] != '>' && !IsSpace(tag[Position]))
            Position++;
        Value = tag[start..Position];
        return true;
    }

    private void SkipSpace()
    {
        while (Position < tag.Length && IsSpace(tag[Position]))
            Position++;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
