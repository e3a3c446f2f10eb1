using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Counting;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;

namespace FeedHub.Storage.Counts;

/// <summary>
/// Counts stories in SQL. What values alone decide is looked up in the blocks of values, of which a second reads those of millions of
/// stories. Words and names are asked of the index of stories, and the values of what it finds are in the blocks.
/// </summary>
public sealed class StoryCountStore(FeedDatabase database, QueryReader queries) : IStoryCounts
{
    /// <summary>Stories that the index is asked for; null for as many as the engine finds quickly.</summary>
    internal int? MostFound { get; init; }

    /// <summary>Blocks that are read: about four million stories.</summary>
    private const int MostBlocks = 8192;

    public async Task<StoryCounts> CountAsync(
        TimelineFilter filter, TimelineCondition? by, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenMomentAsync(cancellationToken);
        var days = await CountedDays.OfAsync(sql, first, last);
        var tally = new ValueTally(days, by);
        // From here on upwards, each story was looked at.
        var complete = await StoryValues.MissingAsync(sql, days.Range) + 1 ?? 0;
        var left = MostFound ?? sql.Dialect.Stories.MostPlaces;
        await foreach (var (query, span) in QuerySpans.OfAsync(sql, queries.Read(filter), days.Range.Below))
        {
            var range = new PlaceRange(Math.Max(Math.Max(span.From, days.Range.From), complete), span.Below);
            if (range.From >= range.Below)
                break;
            if (ValueQuery.From(query) is { } values)
            {
                var lowest = await StoryValues.ReadAsync(
                    sql, range, MostBlocks, (block, packed) => tally.Add(block, packed, range, values));
                if (lowest > range.From)
                    complete = lowest;
                continue;
            }
            // One more than may be found tells whether there are others.
            var places = await sql.Dialect.Stories.PlacesAsync(sql, query, range, left + 1);
            if (places.Count > left)
                complete = places[^1];
            left = Math.Max(0, left - places.Count);
            if (by is null)
            {
                tally.Add(places);
                continue;
            }
            var found = places.ToHashSet();
            await StoryValues.ReadAsync(sql, places, (block, packed) => tally.Add(block, packed, found));
        }
        var told = days.FirstFrom(complete);
        return new StoryCounts(tally.Days(told), IsExact: told == 0);
    }
}
