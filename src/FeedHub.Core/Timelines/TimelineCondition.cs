using FeedHub.Core.Catalog;

namespace FeedHub.Core.Timelines;

/// <summary>
/// One condition that a timeline can be filtered by: its name in addresses, what it takes, how it is told, offered and met. All of them
/// stand in <see cref="TimelineConditions"/>.
/// </summary>
public sealed record TimelineCondition
{
    /// <summary>In addresses, in forms and in <c>watch:</c> lines.</summary>
    public required string Name { get; init; }
    /// <summary>Above its choices in the form.</summary>
    public required string Title { get; init; }
    /// <summary>What it asks for, in words.</summary>
    public required string Description { get; init; }
    /// <summary>A value, or several by comma; null where the description says it all.</summary>
    public string? Example { get; init; }
    /// <summary>What values are allowed, in words.</summary>
    public required string Allowed { get; init; }
    /// <summary>The one spelling of a value; null when it is not allowed.</summary>
    public required Func<string, string?> Canonical { get; init; }
    /// <summary>What of an entry must be one of the values.</summary>
    public required EntryMatch Match { get; init; }
    /// <summary>Takes one value, a text that may hold commas.</summary>
    public bool IsText { get; init; }
    /// <summary>Values in the order of which they are spelt and told.</summary>
    public IComparer<string> Order { get; init; } = StringComparer.Ordinal;
    /// <summary>The values as titles tell them.</summary>
    public Func<IReadOnlyList<string>, string> Describe { get; init; } = values => string.Join(", ", values);
    /// <summary>The values that the form offers; none for a condition that it offers otherwise.</summary>
    public Func<FeedCatalog, IEnumerable<string>> Choices { get; init; } = _ => [];
    /// <summary>A value as the form names it.</summary>
    public Func<FeedCatalog, string, string> Label { get; init; } = (_, value) => value;
}

/// <summary>What of an entry a condition compares its values with, by the names under which entries and sources are kept.</summary>
public abstract record EntryMatch
{
    private EntryMatch()
    {
    }

    /// <summary>A field of the entry.</summary>
    /// <param name="WithParts">A value also means what begins with it and a hyphen, as “en” means “en-GB”.</param>
    public sealed record OfEntry(string Field, bool WithParts = false) : EntryMatch;

    /// <summary>A field of its source.</summary>
    public sealed record OfSource(string Field) : EntryMatch;

    /// <summary>One of the countries of its source.</summary>
    public sealed record OfSourceCountries : EntryMatch;

    /// <summary>One of the things that it was found to be about.</summary>
    /// <param name="Kind">Of thing.</param>
    /// <param name="WithParts">As above.</param>
    public sealed record OfSubjects(string Kind, bool WithParts = false) : EntryMatch;

    /// <summary>Words of its title and text.</summary>
    public sealed record OfText : EntryMatch;
}
