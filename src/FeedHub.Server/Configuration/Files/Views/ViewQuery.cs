using System.Web;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files.Views;

/// <summary>
/// Reads the query of a view from one text: in the language of <c>q=</c>, or, if it begins with a question mark, as an address of the
/// timeline has it.
/// </summary>
internal static class ViewQuery
{
    private const string Example = "topic:energy region:AZ,GE";

    /// <returns>The canonical query, or what is wrong.</returns>
    public static Parsed<string> Read(string text)
    {
        var values = HttpUtility.ParseQueryString(
            text.StartsWith('?') ? text : $"?{TimelineConditions.Text.Name}={Uri.EscapeDataString(text)}");
        var known = TimelineConditions.All.Select(c => c.Name).ToHashSet();
        if (values.AllKeys.FirstOrDefault(name => name is null || !known.Contains(name)) is { } unknown)
            return new Refusal($"“{unknown}” is no parameter of the timeline; allowed: {string.Join(", ", known)}");
        return TimelineQuery.Read(name => values.GetValues(name) ?? []) switch
        {
            TimelineReading.Refused { Problems: var problems } =>
                new Refusal(string.Join(' ', problems.Select(p => $"{p.Field}: {p.Message}"))),
            TimelineReading.Understood { Filter.IsNarrowed: true, Filter: var filter } => TimelineQuery.Write(filter.Whole),
            _ => new Refusal($"names nothing to look for; write a query such as “{Example}”"),
        };
    }
}
