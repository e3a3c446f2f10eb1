using System.Buffers;

namespace FeedHub.Core.Content.Characters;

/// <summary>
/// Text being put together in a rented array, as by the runtime's own type of this name; <see cref="Finish"/> or <see cref="Discard"/>
/// gives the array back.
/// </summary>
internal ref struct ValueStringBuilder(int capacity)
{
    private char[] chars = ArrayPool<char>.Shared.Rent(Math.Max(capacity, 64));

    public int Length { get; private set; }

    public readonly ReadOnlySpan<char> Written => chars.AsSpan(0, Length);

    public void Append(char c)
    {
        if (Length == chars.Length)
            Grow(1);
        chars[Length++] = c;
    }

    public void Append(scoped ReadOnlySpan<char> text)
    {
        if (text.Length > chars.Length - Length)
            Grow(text.Length);
        text.CopyTo(chars.AsSpan(Length));
        Length += text.Length;
    }

    public string Finish()
    {
        var text = Length == 0 ? "" : new string(chars, 0, Length);
        Discard();
        return text;
    }

    /// <summary>Gives the array back and forgets the text.</summary>
    public void Discard()
    {
        ArrayPool<char>.Shared.Return(chars);
        chars = [];
        Length = 0;
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(chars.Length * 2, Length + more));
        chars.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<char>.Shared.Return(chars);
        chars = larger;
    }
}
