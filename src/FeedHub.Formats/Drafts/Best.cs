namespace FeedHub.Formats.Drafts;

/// <summary>The best value offered so far for a field that several elements can set; among equals the first wins.</summary>
internal struct Best<T>
{
    private int rank;

    public T? Value { get; private set; }

    public void Offer(T? value, int rank)
    {
        if (value is null || rank <= this.rank)
            return;
        Value = value;
        this.rank = rank;
    }
}

/// <summary>How good an offer is: the format's own element beats an extension, which beats a last resort.</summary>
internal static class Rank
{
    public const int LastResort = 1;
    public const int Fallback = 2;
    public const int Extension = 3;
    public const int StrongExtension = 4;
    public const int Core = 5;
}
