using FeedHub.Core.Catalog;

namespace FeedHub.Core.Timelines;

/// <summary>
/// One condition by which a timeline can be filtered: its name in addresses, its values, and how it is described, offered and matched. All
/// conditions are in <see cref="TimelineConditions"/>.
/// </summary>
public sealed record TimelineCondition
{
    /// <summary>Name in addresses, in forms and in <c>watch:</c> lines.</summary>
    public required string Name { get; init; }
    /// <summary>Title above its choices in the form.</summary>
    public required string Title { get; init; }
    /// <summary>What it selects, in words.</summary>
    public required string Description { get; init; }
    /// <summary>A value, or several separated by commas; null if the description is enough.</summary>
    public string? Example { get; init; }
    /// <summary>What values are allowed, in words.</summary>
    public required string Allowed { get; init; }
    /// <summary>The canonical spelling of a value; null if it is not allowed.</summary>
    public required Func<string, string?> Canonical { get; init; }
    /// <summary>The property of an entry that must be one of the values.</summary>
    public required EntryMatch Match { get; init; }
    /// <summary>Whether it takes a single text that may contain commas.</summary>
    public bool IsText { get; init; }
    /// <summary>The order of the values in addresses and titles.</summary>
    public IComparer<string> Order { get; init; } = StringComparer.Ordinal;
    /// <summary>Describes the values in titles.</summary>
    public Func<IReadOnlyList<string>, string> Describe { get; init; } = values => string.Join(", ", values);
    /// <summary>The values that the form offers; none for a condition that it offers in another way.</summary>
    public Func<FeedCatalog, IEnumerable<string>> Choices { get; init; } = _ => [];
    /// <summary>The label of a value in the form.</summary>
    public Func<FeedCatalog, string, string> Label { get; init; } = (_, value) => value;
}

/// <summary>The property of an entry with which a condition compares its values, by its name in storage.</summary>
public abstract record EntryMatch
{
    private EntryMatch()
    {
    }

    /// <summary>A field of the entry.</summary>
    /// <param name="WithParts">Whether a value also matches what begins with it and a hyphen, as “en” matches “en-GB”.</param>
    public sealed record OfEntry(string Field, bool WithParts = false) : EntryMatch;

    /// <summary>A field of its source.</summary>
    public sealed record OfSource(string Field) : EntryMatch;

    /// <summary>One of the countries of its source.</summary>
    public sealed record OfSourceCountries : EntryMatch;

    /// <summary>One of its subjects.</summary>
    /// <param name="Kind">Kind of subject.</param>
    /// <param name="WithParts">See <see cref="OfEntry.WithParts"/>.</param>
    public sealed record OfSubjects(string Kind, bool WithParts = false) : EntryMatch;

    /// <summary>Words of its title and text.</summary>
    public sealed record OfText : EntryMatch;
}
