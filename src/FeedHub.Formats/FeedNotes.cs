namespace FeedHub.Formats;

/// <summary>
/// Collects what was repaired, dropped or guessed: every note on the document, and as many on its items as an operator would read.
/// </summary>
internal sealed class FeedNotes
{
    private const int MaxItemNotes = 100;

    private readonly List<FeedNote> notes = [];
    private readonly HashSet<string> said = [];
    private int ofItems;

    public IReadOnlyList<FeedNote> All =>
        ofItems <= MaxItemNotes ? notes : [.. notes, new FeedNote(null, $"{ofItems - MaxItemNotes} more notes on items are not shown")];

    /// <summary>Adds a note on an item or on the document; a note on the document is added only once.</summary>
    public void Add(int? item, string message)
    {
        if (item is null ? said.Add(message) : ofItems++ < MaxItemNotes)
            notes.Add(new FeedNote(item, message));
    }

    /// <summary>A text from a feed, short enough for a note.</summary>
    public static string Quote(string text) => text.Length <= 60 ? $"“{text}”" : $"“{text[..60]}…”";
}
