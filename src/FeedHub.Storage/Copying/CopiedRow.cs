namespace FeedHub.Storage.Copying;

/// <summary>A row as it is copied: null, <see cref="long"/>, <see cref="double"/>, or bytes, which are those of UTF-8 for a text.</summary>
/// <param name="Values">In the order of the columns; those of the key come first.</param>
internal readonly record struct CopiedRow(object?[] Values)
{
    /// <summary>The order of the first columns, which is the one of both engines: texts are in the order of their bytes.</summary>
    public int CompareTo(CopiedRow other, int columns)
    {
        for (var i = 0; i < columns; i++)
        {
            var order = Compare(Values[i], other.Values[i]);
            if (order != 0)
                return order;
        }
        return 0;
    }

    /// <summary>About how many bytes it takes up in memory.</summary>
    public int Size
    {
        get
        {
            var size = 0;
            foreach (var value in Values)
                size += 32 + (value is byte[] bytes ? bytes.Length : 0);
            return size;
        }
    }

    private static int Compare(object? one, object? other) => (one, other) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (long a, long b) => a.CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        _ => throw new InvalidOperationException($"A column has a {one.GetType().Name} and a {other.GetType().Name}."),
    };
}
