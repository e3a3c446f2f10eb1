using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Counts;

/// <summary>Days of UTC as places of the timeline, which is in the order of arrival.</summary>
internal sealed class CountedDays
{
    private const long Length = 24 * 60 * 60 * 1000;

    /// <summary>The lowest place of each day, and of the one after the last; that of a later one, if no story arrived on it.</summary>
    private readonly long[] places;

    private CountedDays(DateOnly first, long[] places) => (First, this.places) = (first, places);

    public DateOnly First { get; }
    public int Count => places.Length - 1;

    /// <summary>The places of the stories that arrived on them.</summary>
    public PlaceRange Range => new(places[0], places[^1]);

    public static async Task<CountedDays> OfAsync(SqlSession sql, DateOnly first, DateOnly last) => new(
        first,
        [.. await sql.QueryAsync(
            $"""
            WITH RECURSIVE day (at) AS (
              SELECT CAST(@first AS bigint) UNION ALL SELECT at + {Length} FROM day WHERE at <= @last
            )
            SELECT (SELECT place FROM story WHERE place IS NOT NULL AND arrived >= day.at ORDER BY arrived, id LIMIT 1) AS place
            FROM day ORDER BY at
            """,
            row => row.NumberOrNull("place") ?? long.MaxValue,
            ("@first", Start(first)), ("@last", Start(last)))]);

    /// <summary>The day on which the story of a place arrived, counted from the first.</summary>
    /// <param name="place">One of <see cref="Range"/>.</param>
    /// <param name="from">A day that is not after it.</param>
    public int Of(long place, int from = 0)
    {
        while (place >= places[from + 1])
            from++;
        return from;
    }

    /// <summary>The first day of which all stories are at a place or above it.</summary>
    public int FirstFrom(long place)
    {
        var day = 0;
        while (day < Count && places[day] < place)
            day++;
        return day;
    }

    private static long Start(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToColumn();
}
