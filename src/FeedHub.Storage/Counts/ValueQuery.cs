using System.Text;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Counts;

/// <summary>A query of values alone, asked of each story in a block: which of the values that it names a story has are bits.</summary>
internal sealed class ValueQuery
{
    private const int Most = 64;

    private readonly Dictionary<string, int> bits = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bitOf;

    /// <summary>With what the values of its fields begin: most values of a block are of others.</summary>
    private readonly byte[][] beginnings;

    private ValueQuery(StoryQuery query)
    {
        List<StoryTerm> terms = [.. query.Parts.OfType<StoryQuery.Has>().Select(has => has.Term)];
        foreach (var term in terms)
            bits.TryAdd(ValueBlock.Text(term), bits.Count);
        bitOf = bits.GetAlternateLookup<ReadOnlySpan<char>>();
        beginnings = [.. terms.Select(term => ValueBlock.Beginning(term.Field)).Distinct().Select(Encoding.UTF8.GetBytes)];
        Meets = Compiled(query);
    }

    /// <summary>Whether a story with these bits meets it.</summary>
    public Func<ulong, bool> Meets { get; }

    /// <summary>Whether it names no value.</summary>
    public bool IsOfNone => bits.Count == 0;

    /// <summary>Whether it may name a value.</summary>
    public bool Concerns(ReadOnlySpan<byte> value)
    {
        foreach (var beginning in beginnings)
        {
            if (value.StartsWith(beginning))
                return true;
        }
        return false;
    }

    /// <summary>The bit of a value; none if it does not name it.</summary>
    public ulong BitOf(ReadOnlySpan<char> value) => bitOf.TryGetValue(value, out var bit) ? 1UL << bit : 0;

    /// <summary>Null if blocks cannot answer it: it asks for words or names, or for very many values.</summary>
    /// <param name="query">Simplified, and without times.</param>
    public static ValueQuery? From(StoryQuery query) =>
        query.Parts.All(part => part is StoryQuery.All or StoryQuery.Any or StoryQuery.Lacks || IsKept(part))
        && query.Parts.OfType<StoryQuery.Has>().Select(has => has.Term).Distinct().Count() <= Most
            ? new ValueQuery(query)
            : null;

    private static bool IsKept(StoryQuery part) => part is StoryQuery.Has { WithLonger: false } has && ValueBlock.Has(has.Term.Field);

    private Func<ulong, bool> Compiled(StoryQuery query)
    {
        switch (query)
        {
            case StoryQuery.Has has:
                var bit = 1UL << bits[ValueBlock.Text(has.Term)];
                return own => (own & bit) != 0;
            case StoryQuery.Lacks lacks:
                var denied = Compiled(lacks.Of);
                return own => !denied(own);
            case StoryQuery.All { Of: var parts }:
                Func<ulong, bool>[] all = [.. parts.Select(Compiled)];
                return own => Array.TrueForAll(all, part => part(own));
            case StoryQuery.Any { Of: var parts }:
                Func<ulong, bool>[] any = [.. parts.Select(Compiled)];
                return own => Array.Exists(any, part => part(own));
            default:
                throw new ArgumentException($"{query.GetType().Name} is no part of a query of values.", nameof(query));
        }
    }
}
