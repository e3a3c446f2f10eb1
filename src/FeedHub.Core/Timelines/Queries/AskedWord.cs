namespace FeedHub.Core.Timelines.Queries;

/// <summary>A word or phrase of a query, as it was typed.</summary>
public sealed record AskedWord(string Text, AskedAs As);

/// <summary>How a word is asked for.</summary>
public enum AskedAs
{
    /// <summary>By what it names, or as it is spelt, with its inflected forms.</summary>
    Word,

    /// <summary><c>port*</c>: as the beginning of words.</summary>
    Beginning,

    /// <summary><c>"Black Sea"</c>: these words one after another, or what they name.</summary>
    Phrase,

    /// <summary><c>="Aliyev"</c>: in this spelling alone.</summary>
    Spelling,
}
