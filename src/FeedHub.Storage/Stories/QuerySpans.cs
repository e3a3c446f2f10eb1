using FeedHub.Core.Timelines.Queries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>
/// Divides the timeline at the times that a query names. Between two of them each such condition holds for all stories or for none, so
/// that an index of words answers what is left.
/// </summary>
internal static class QuerySpans
{
    /// <summary>The spans in which stories may be found, newest first, each with what is asked there.</summary>
    /// <param name="query">Simplified.</param>
    /// <param name="below">Only places below this one.</param>
    public static async IAsyncEnumerable<(StoryQuery Query, PlaceRange Range)> OfAsync(SqlSession sql, StoryQuery query, long below)
    {
        var times = query.Parts.OfType<StoryQuery.From>().Select(f => f.At).Distinct().OrderDescending();
        foreach (var at in times)
        {
            // A story that arrives in the meantime may stand above all places that are known now.
            var from = await StoryPlaces.FromAsync(sql, at.ToColumn(), 0) ?? long.MaxValue;
            if (from >= below)
                continue;
            var there = In(query, at);
            if (!IsNothing(there))
                yield return (there, new PlaceRange(from, below));
            below = from;
        }
        var first = In(query, DateTimeOffset.MinValue);
        if (!IsNothing(first))
            yield return (first, new PlaceRange(0, below));
    }

    private static StoryQuery In(StoryQuery query, DateTimeOffset since) => query
        .Mapped(leaf => leaf is StoryQuery.From from ? from.At <= since ? StoryQuery.Everything : StoryQuery.Nothing : leaf)
        .Simplified();

    private static bool IsNothing(StoryQuery query) => query is StoryQuery.Any { Of.Count: 0 };
}
