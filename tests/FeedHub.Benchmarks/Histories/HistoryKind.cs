namespace FeedHub.Benchmarks.Histories;

/// <summary>One way in which outlets change what identifies their items, or give different items what others have.</summary>
/// <param name="Show">An item as the feed has it; the second is the situation of the poll.</param>
internal sealed record HistoryKind(string Name, Func<HistoryItem, HistoryMoment, HistoryItem> Show)
{
    /// <summary>Share of the items in a document that are edited before the next poll.</summary>
    public double Edited { get; init; }
    /// <summary>The title of a new item; null for distinct titles.</summary>
    public Func<HistoryItem, string>? Title { get; init; }
    /// <summary>The text of a new item; null for distinct texts.</summary>
    public Func<HistoryItem, Random, string>? Text { get; init; }
    public bool TurnsToAtom { get; init; }
    public bool TurnsToRss { get; init; }
    public bool IsReordered { get; init; }
    public bool IsInterrupted { get; init; }
    /// <summary>Whether the number of items in the document changes from poll to poll.</summary>
    public bool IsResized { get; init; }
    /// <summary>Why items of this kind cannot always be recognised; null for kinds where nothing may go wrong.</summary>
    public string? Allowed { get; init; }
}

/// <summary>The situation of a poll.</summary>
/// <param name="Poll">From 0.</param>
/// <param name="Since">Polls since the outlet made its change: 0 for the first that finds it, negative before.</param>
/// <param name="Place">The item's place in the document, from 0.</param>
/// <param name="Above">The number of the item before it in the document; 0 for the first.</param>
internal readonly record struct HistoryMoment(int Poll, int Since, DateTimeOffset At, int Place, int Above)
{
    public bool HasChanged => Since >= 0;
}
