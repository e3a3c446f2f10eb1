using System.Globalization;
using System.Text.RegularExpressions;
using FeedHub.Core.Content;
using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Core.Timelines;

/// <summary>Conditions on all that tell a story together: how many they are, who is among them, and who is not.</summary>
public static partial class TellingConditions
{
    /// <summary>A story is found by its number of outlets up to this one.</summary>
    public const int MostOutlets = 100;

    internal static TimelineCondition Outlets() => new()
    {
        Name = "outlets",
        Title = "Number of outlets",
        Description = "number of outlets",
        Example = ">=3",
        Allowed = $"a number from 1 to {MostOutlets} after >=, >, =, < or <=, such as >=3",
        Wording = values => "told by " + TimelineConditions.Or(values.Select(CountInWords)),
        Describe = values => "told by " + TimelineConditions.Or(values.Select(CountInWords)),
        Canonical = value => Comparison().Match(value) is { Success: true } read ? $"{Sign(read)}{read.Groups[2].Value}" : null,
        Asks = values => new StoryQuery.Any([.. values.Select(Count)]),
    };

    /// <summary>Told by one kind of outlet alone.</summary>
    internal static TimelineCondition Only(TimelineCondition kind) => new()
    {
        Name = "only",
        Title = "Told by this kind alone",
        Description = "kinds of source that alone report it, an hour or more ago",
        Example = "state",
        Allowed = kind.Allowed,
        Wording = values => $"told by {TimelineConditions.Or(values)} outlets alone",
        Describe = values => $"told by {TimelineConditions.Or(values)} outlets alone",
        Canonical = kind.Canonical,
        Order = kind.Order,
        Asks = values => new StoryQuery.Claim(
            new StoryQuery.Any([.. values.Select(value => new StoryQuery.Has(new StoryTerm(StoryTerm.Only, value)))])),
    };

    /// <summary>Told in, from or by each of the values.</summary>
    internal static TimelineCondition Told(TimelineCondition by) => new()
    {
        Name = $"told-{by.Name}",
        Title = $"Told: {by.Title.ToLowerInvariant()}",
        Description = $"{by.Description}, of which each must be among those of its reports",
        Example = by.Example,
        Allowed = by.Allowed,
        Wording = values => $"told {TimelineConditions.And(values.Select(value => Of(by, value)))}",
        Describe = values => $"told {TimelineConditions.And(values.Select(value => Of(by, value)))}",
        Canonical = by.Canonical,
        Order = by.Order,
        Asks = values => new StoryQuery.All([.. values.Select(by.Has)]),
    };

    /// <summary>Told in, from or by none of the values.</summary>
    internal static TimelineCondition NotTold(TimelineCondition by) => new()
    {
        Name = $"not-told-{by.Name}",
        Title = $"Not told: {by.Title.ToLowerInvariant()}",
        Description = $"{by.Description}, of which none may be among those of its reports, which began an hour or more ago",
        Example = by.Example,
        Allowed = by.Allowed,
        Wording = values => $"not told {TimelineConditions.Or(values.Select(value => Of(by, value)))}",
        Describe = values => $"not told {TimelineConditions.Or(values.Select(value => Of(by, value)))}",
        Canonical = by.Canonical,
        Order = by.Order,
        Asks = values => new StoryQuery.Claim(new StoryQuery.All([.. values.Select(value => new StoryQuery.Lacks(by.Has(value)))])),
    };

    private static string Of(TimelineCondition by, string value) => by.Name switch
    {
        "lang" => $"in {EnglishNames.Language(value)}",
        "country" => $"from {EnglishNames.Country(value)}",
        _ => $"by {value} outlets",
    };

    private static StoryQuery Count(string value)
    {
        var read = Comparison().Match(value);
        var number = int.Parse(read.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        return Sign(read) switch
        {
            ">=" => AtLeast(number),
            ">" => AtLeast(number + 1),
            "<" => new StoryQuery.Lacks(AtLeast(number)),
            "<=" => new StoryQuery.Lacks(AtLeast(number + 1)),
            _ => new StoryQuery.All([AtLeast(number), new StoryQuery.Lacks(AtLeast(number + 1))]),
        };
    }

    private static StoryQuery.Has AtLeast(int number) =>
        new StoryQuery.Has(new StoryTerm(StoryTerm.Outlets, number.ToString(CultureInfo.InvariantCulture)));

    private static string CountInWords(string value)
    {
        var read = Comparison().Match(value);
        var number = read.Groups[2].Value;
        var outlets = number == "1" ? "1 outlet" : $"{number} outlets";
        return Sign(read) switch
        {
            ">=" => $"at least {outlets}",
            ">" => $"more than {outlets}",
            "<" => $"fewer than {outlets}",
            "<=" => $"at most {outlets}",
            _ => outlets,
        };
    }

    private static string Sign(Match read) => read.Groups[1].Value is { Length: > 0 } sign ? sign : "=";

    [GeneratedRegex("^(>=|>|=|<=|<|)([1-9][0-9]?|100)$", RegexOptions.CultureInvariant)]
    private static partial Regex Comparison();
}
