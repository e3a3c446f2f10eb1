namespace FeedHub.Storage.Copying;

/// <summary>A table that is copied row by row.</summary>
/// <param name="Key">
/// The columns by whose order both sides are read, with an index on each engine that begins with the first. Rows may have a key in common.
/// </param>
internal sealed record CopiedTable(string Name, params IReadOnlyList<string> Key)
{
    /// <summary>Columns that are not carried over: in the copy, they have their default.</summary>
    public IReadOnlyList<string> LeftToDefault { get; init; } = [];

    /// <summary>Whether the engine numbers the rows, by the key; a number is never given again, even if its row was deleted.</summary>
    public bool IsNumbered { get; init; }

    /// <summary>The index by which it is read if it has no primary key.</summary>
    public string? Index { get; init; }
}
