using System.Buffers;

namespace FeedHub.Core.Content.Characters;

/// <summary>
/// Builds text in a rented array, like the runtime's internal type of the same name; <see cref="Finish"/> or <see cref="Discard"/> returns
/// the array.
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

    /// <summary>Returns the array and discards the text.</summary>
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
