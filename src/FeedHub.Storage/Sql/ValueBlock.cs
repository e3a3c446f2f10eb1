using System.Buffers;
using System.Text;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Storage.Sql;

/// <summary>
/// The values of stories that are neighbours in the timeline, packed: each value once as text, then for each story the distance of its
/// place from the one before and the numbers of its values.
/// </summary>
internal sealed class ValueBlock
{
    /// <summary>Places of a block; a story has about one in eight.</summary>
    public const long Width = 4096;

    /// <summary>
    /// Those of which a story has few and all stories together not many. Names and words are in the index of stories alone.
    /// </summary>
    private static readonly HashSet<string> Fields =
    [
        TimelineConditions.Language.Name, TimelineConditions.Country.Name, TimelineConditions.Region.Name, TimelineConditions.Topic.Name,
        TimelineConditions.Kind.Name, TimelineConditions.Source.Name, TimelineConditions.Outlet.Name, StoryTerm.Only, StoryTerm.Outlets,
    ];

    private readonly SortedDictionary<long, IReadOnlyList<string>> stories = [];

    public ValueBlock()
    {
    }

    public ValueBlock(ReadOnlySpan<byte> packed)
    {
        var reader = new Reader(packed);
        var values = new string[reader.Number()];
        for (var i = 0; i < values.Length; i++)
            values[i] = Encoding.UTF8.GetString(reader.Text());
        long place = 0;
        for (var left = reader.Number(); left > 0; left--)
        {
            place += reader.Number();
            var own = new string[reader.Number()];
            for (var i = 0; i < own.Length; i++)
                own[i] = values[reader.Number()];
            stories[place] = own;
        }
    }

    public bool IsEmpty => stories.Count == 0;

    public static long Of(long place) => place / Width;

    /// <summary>Whether values of this field are in it.</summary>
    public static bool Has(string field) => Fields.Contains(field);

    /// <summary>What a term is in it.</summary>
    public static string Text(StoryTerm term) => Beginning(term.Field) + term.Value;

    /// <summary>That with which all values of a field begin.</summary>
    public static string Beginning(string field) => $"{field}:";

    /// <summary>Whether there is a story at a place.</summary>
    public bool Contains(long place) => stories.ContainsKey(place % Width);

    public void Put(long place, IEnumerable<StoryTerm> terms) =>
        stories[place % Width] = [.. terms.Where(term => Has(term.Field)).Select(Text)];

    public void Remove(long place) => stories.Remove(place % Width);

    public byte[] Packed()
    {
        var numbers = new Dictionary<string, int>();
        foreach (var value in stories.Values.SelectMany(values => values))
            numbers.TryAdd(value, numbers.Count);
        var packed = new ArrayBufferWriter<byte>(8192);
        Write(packed, numbers.Count);
        // In the order of their numbers.
        foreach (var value in numbers.Keys)
        {
            var text = Encoding.UTF8.GetBytes(value);
            Write(packed, text.Length);
            packed.Write(text);
        }
        Write(packed, stories.Count);
        long last = 0;
        foreach (var (place, values) in stories)
        {
            Write(packed, (int)(place - last));
            Write(packed, values.Count);
            foreach (var value in values)
                Write(packed, numbers[value]);
            last = place;
        }
        return packed.WrittenSpan.ToArray();
    }

    /// <summary>Seven bits in a byte, the lowest first; the eighth says that more follow.</summary>
    private static void Write(ArrayBufferWriter<byte> packed, int number)
    {
        var left = (uint)number;
        var bytes = packed.GetSpan(5);
        var length = 0;
        for (; left >= 0x80; left >>= 7)
            bytes[length++] = (byte)(left | 0x80);
        bytes[length++] = (byte)left;
        packed.Advance(length);
    }

    /// <summary>Reads what is packed, part by part.</summary>
    public ref struct Reader(ReadOnlySpan<byte> packed)
    {
        private readonly ReadOnlySpan<byte> packed = packed;
        private int at;

        public int Number()
        {
            var number = packed[at++];
            return number < 0x80 ? number : Longer(number & 0x7F);
        }

        public ReadOnlySpan<byte> Text()
        {
            var length = Number();
            at += length;
            return packed.Slice(at - length, length);
        }

        private int Longer(int number)
        {
            for (var shift = 7; ; shift += 7)
            {
                var next = packed[at++];
                number |= (next & 0x7F) << shift;
                if (next < 0x80)
                    return number;
            }
        }
    }
}
