namespace FeedHub.Formats;

/// <summary>Collects what was repaired, dropped or guessed, up to what an operator would read.</summary>
internal sealed class FeedNotes
{
    private const int MaxNotes = 100;

    private readonly List<FeedNote> _notes = [];

    public IReadOnlyList<FeedNote> All => _notes;

    public void Add(int? item, string message)
    {
        if (_notes.Count < MaxNotes)
            _notes.Add(new FeedNote(item, message));
    }

    /// <summary>A text from a feed, short enough for a note.</summary>
    public static string Quote(string text) => text.Length <= 60 ? $"“{text}”" : $"“{text[..60]}…”";
}
