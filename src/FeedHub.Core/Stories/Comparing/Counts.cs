namespace FeedHub.Core.Stories.Comparing;

/// <summary>How many things of one kind both texts have, and each alone.</summary>
internal struct Counts
{
    private int shared, first, second;

    /// <summary>Each text has something that the other lacks.</summary>
    public readonly bool Differ => first > 0 && second > 0;

    /// <summary>The same, and the texts have nothing in common.</summary>
    public readonly bool Conflict => shared == 0 && Differ;

    public void Both() => shared++;

    public void Alone(bool isFirst) => _ = isFirst ? first++ : second++;
}
