using FeedHub.Core.Catalog;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines.Queries;

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
    /// <summary>
    /// What values ask of a story; null if it is met by a story of which a report has one of them (<see cref="Of"/>).
    /// </summary>
    public Func<IReadOnlyList<string>, StoryQuery>? Asks { get; init; }
    /// <summary>Says in words which stories the values ask for; null if what they ask for says it.</summary>
    public Func<IReadOnlyList<string>, string>? Wording { get; init; }
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

    /// <summary>The values as a field of the language of queries takes them: all in one text, with commas between them.</summary>
    /// <returns>Null if one of them is not allowed.</returns>
    public StoryQuery? Read(string text)
    {
        List<string?> values =
            [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Canonical)];
        return values.Count == 0 || values.Contains(null) ? null : Query([.. values.OfType<string>().Distinct().Order(Order)]);
    }

    /// <summary>What values in canonical spelling ask of a story.</summary>
    public StoryQuery Query(IReadOnlyList<string> values)
    {
        var query = Asks is null ? new StoryQuery.Any([.. values.Select(Has)]) : Asks(values);
        return Wording is null ? query : new StoryQuery.Labelled(Wording(values), query);
    }

    /// <summary>A story of which a report has this value.</summary>
    public StoryQuery Has(string value) => new StoryQuery.Has(new StoryTerm(Name, value));

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
