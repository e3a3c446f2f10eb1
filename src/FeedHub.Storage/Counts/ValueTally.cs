using System.Text;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Counting;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Counts;

/// <summary>Adds up stories by day and value, block by block.</summary>
/// <param name="by">The condition whose values are counted; null to count stories alone.</param>
internal sealed class ValueTally(CountedDays days, TimelineCondition? by)
{
    /// <summary>Characters of the longest value; it may be a source's ID, or a language tag that an outlet made up.</summary>
    private const int Longest = 256;

    /// <summary>With what the values begin that are counted.</summary>
    private readonly byte[]? beginning = by is null ? null : Encoding.UTF8.GetBytes(ValueBlock.Beginning(by.Name));
    private readonly int[] stories = new int[days.Count];
    private readonly Dictionary<string, int> numbers = [];

    /// <summary>The stories of each value by day, under the numbers of the values.</summary>
    private readonly List<int[]> ofValues = [];

    private int[] valueOf = [];
    private ulong[] bitsOf = [];

    /// <summary>Adds stories of which the values are not asked for.</summary>
    /// <param name="places">In descending order.</param>
    public void Add(List<long> places)
    {
        var day = 0;
        for (var i = places.Count - 1; i >= 0; i--)
            stories[day = days.Of(places[i], day)]++;
    }

    /// <summary>Adds the stories of a block that meet a query.</summary>
    public void Add(long block, ReadOnlySpan<byte> packed, PlaceRange range, ValueQuery query)
    {
        var reader = Begin(packed, query);
        var (place, day) = (block * ValueBlock.Width, 0);
        for (var left = reader.Number(); left > 0; left--)
        {
            place += reader.Number();
            var isThere = place >= range.From && place < range.Below;
            if (isThere && query.IsOfNone)
            {
                Count(ref reader, day = days.Of(place, day));
                continue;
            }
            var own = reader;
            if (query.Meets(Bits(ref reader)) && isThere)
                Count(ref own, day = days.Of(place, day));
        }
    }

    /// <summary>Adds those stories of a block that are at some places.</summary>
    public void Add(long block, ReadOnlySpan<byte> packed, HashSet<long> places)
    {
        var reader = Begin(packed, query: null);
        var (place, day) = (block * ValueBlock.Width, 0);
        for (var left = reader.Number(); left > 0; left--)
        {
            place += reader.Number();
            var own = reader;
            Bits(ref reader);
            if (places.Contains(place))
                Count(ref own, day = days.Of(place, day));
        }
    }

    /// <summary>What has been added.</summary>
    /// <param name="first">The first day to tell of.</param>
    public List<DayCount> Days(int first)
    {
        var told = new List<DayCount>(days.Count - first);
        for (var day = first; day < days.Count; day++)
        {
            var values = new Dictionary<string, int>();
            foreach (var (value, number) in numbers)
            {
                if (ofValues[number][day] is > 0 and var count)
                    values[value] = count;
            }
            told.Add(new DayCount(days.First.AddDays(day), stories[day], values));
        }
        return told;
    }

    /// <summary>Which of the values that the query names the next story has.</summary>
    private ulong Bits(ref ValueBlock.Reader reader)
    {
        ulong bits = 0;
        for (var n = reader.Number(); n > 0; n--)
            bits |= bitsOf[reader.Number()];
        return bits;
    }

    /// <summary>Counts the next story.</summary>
    private void Count(ref ValueBlock.Reader reader, int day)
    {
        stories[day]++;
        for (var n = reader.Number(); n > 0; n--)
        {
            if (valueOf[reader.Number()] is >= 0 and var value)
                ofValues[value][day]++;
        }
    }

    /// <summary>Reads the values of a block: which are counted, and which the query names.</summary>
    private ValueBlock.Reader Begin(ReadOnlySpan<byte> packed, ValueQuery? query)
    {
        var reader = new ValueBlock.Reader(packed);
        var count = reader.Number();
        if (valueOf.Length < count)
            (valueOf, bitsOf) = (new int[count * 2], new ulong[count * 2]);
        Span<char> letters = stackalloc char[Longest];
        var known = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < count; i++)
        {
            var bytes = reader.Text();
            var isCounted = beginning is not null && bytes.StartsWith(beginning);
            var isAsked = query is not null && query.Concerns(bytes);
            (bitsOf[i], valueOf[i]) = (0, -1);
            if (!isCounted && !isAsked)
                continue;
            ReadOnlySpan<char> text = bytes.Length <= Longest
                ? letters[..Encoding.UTF8.GetChars(bytes, letters)]
                : Encoding.UTF8.GetString(bytes);
            if (isAsked)
                bitsOf[i] = query!.BitOf(text);
            if (!isCounted)
                continue;
            text = text[beginning!.Length..];
            if (!known.TryGetValue(text, out var number))
            {
                known[text] = number = ofValues.Count;
                ofValues.Add(new int[days.Count]);
            }
            valueOf[i] = number;
        }
        return reader;
    }
}
