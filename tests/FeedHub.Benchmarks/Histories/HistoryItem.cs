namespace FeedHub.Benchmarks.Histories;

/// <summary>One item of an outlet, with everything that a feed says about it at one moment.</summary>
/// <param name="Number">Distinguishes it from every other item of the outlet; feeds carry it in the address of an enclosure.</param>
internal sealed record HistoryItem(int Number, string Title, string Text, DateTimeOffset? Date)
{
    public string? Id { get; init; }
    public string? Link { get; init; }
    public DateTimeOffset? Updated { get; init; }
    /// <summary>Markup after the text that a reader does not see.</summary>
    public string Unseen { get; init; } = "";
    /// <summary>How often its title or text was edited.</summary>
    public int Edits { get; init; }

    public string Slug => string.Join('-', Title.Split(' ').Take(4)).ToLowerInvariant();
}
