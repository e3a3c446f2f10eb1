using FeedHub.Core.Catalog;
using FeedHub.Core.Stories;

namespace FeedHub.Core.Timelines;

/// <summary>
/// One condition by which a timeline can be filtered: its name in addresses, its values, and how it is described, offered and met. All
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
    /// <summary>
    /// What a report has of it: a story meets the condition if one of its reports has one of the values. None for a text.
    /// </summary>
    public Func<Report, IEnumerable<string>> Of { get; init; } = _ => [];
    /// <summary>Whether a value also stands for what begins with it and a hyphen, as “en” for “en-GB”.</summary>
    public bool WithParts { get; init; }
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

    /// <summary>Every value under which a report is found.</summary>
    public IEnumerable<string> ValuesOf(Report report) => WithParts ? Of(report).SelectMany(Beginnings) : Of(report);

    /// <summary>“en” and “en-GB”.</summary>
    private static IEnumerable<string> Beginnings(string value)
    {
        for (var end = value.IndexOf('-'); end > 0; end = value.IndexOf('-', end + 1))
            yield return value[..end];
        yield return value;
    }
}
