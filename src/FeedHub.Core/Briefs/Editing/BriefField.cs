namespace FeedHub.Core.Briefs.Editing;

/// <summary>What a part of a brief's file is.</summary>
public enum BriefFieldKind
{
    /// <summary>A key of the front matter with its value.</summary>
    FrontMatter,
    /// <summary>The text above the first heading.</summary>
    Opening,
    /// <summary>A heading and the text below it, without the items being watched.</summary>
    Section,
    /// <summary>An item being watched, without its filter.</summary>
    Item,
    /// <summary>The line <c>watch: {…}</c> of an item.</summary>
    Watch,
}

/// <summary>A part of a brief's file that is changed and merged as a whole.</summary>
/// <param name="Key">Tells it from the other fields of the file; the same field has the same key in another version.</param>
/// <param name="Name">What to call it before an editor.</param>
/// <param name="Lines">The lines as they are in the file, each ending in a line feed.</param>
public sealed record BriefField(BriefFieldKind Kind, string Key, string Name, string Lines)
{
    /// <summary>The key of the section or item that it cannot be without; null for a field that stands alone.</summary>
    public string? Parent { get; init; }

    /// <summary>What is compared and shown: the words, without the key of the front matter.</summary>
    public string Words => (Kind == BriefFieldKind.FrontMatter
        ? Lines[(Lines.IndexOf($"{Name}:", StringComparison.Ordinal) + Name.Length + 1)..]
        : Lines).Trim();
}
