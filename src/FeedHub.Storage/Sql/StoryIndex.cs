using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Storage.Sql;

/// <summary>
/// Finds stories by what their reports are and say, in the order of the timeline: it stops at the last story that is asked for, however
/// many match. A story has one row in it, under its place.
/// </summary>
public abstract class StoryIndex
{
    /// <summary>The table that keeps it; names of further ones begin with this.</summary>
    internal const string TableName = "story_index";

    /// <summary>Writes the rows of places, or replaces them.</summary>
    /// <param name="rows">In ascending order of places. They are gone through once, and not all are in memory together.</param>
    internal async Task PutAsync(SqlSession sql, IEnumerable<(long Place, StoryContents Contents)> rows)
    {
        var values = new List<(long Place, IReadOnlyCollection<StoryTerm> Terms)>();
        await WriteAsync(sql, Noted());
        await StoryValues.PutAsync(sql, values);

        IEnumerable<(long Place, StoryContents Contents)> Noted()
        {
            foreach (var row in rows)
            {
                values.Add((row.Place, row.Contents.Terms));
                yield return row;
            }
        }
    }

    /// <summary>Deletes the rows of places that no story has any more.</summary>
    internal async Task RemoveAsync(SqlSession sql, IReadOnlyCollection<long> places)
    {
        await DeleteAsync(sql, places);
        await StoryValues.RemoveAsync(sql, places);
    }

    /// <summary>The stories that meet a query, newest first.</summary>
    /// <param name="columns">The columns of <c>story</c> that <paramref name="read"/> needs.</param>
    /// <param name="query">Simplified, and neither of the constants; without times, which <paramref name="range"/> stands for.</param>
    internal abstract Task<List<T>> NewestAsync<T>(
        SqlSession sql, string columns, Func<SqlRow, T> read, StoryQuery query, PlaceRange range, int max);

    /// <summary>How many places are found while somebody waits, which is in a fraction of a second.</summary>
    internal abstract int MostPlaces { get; }

    /// <summary>The places of the stories that meet a query, newest first.</summary>
    /// <inheritdoc cref="NewestAsync"/>
    internal abstract Task<List<long>> PlacesAsync(SqlSession sql, StoryQuery query, PlaceRange range, int max);

    /// <summary>Which of some places have a story that meets a query.</summary>
    /// <param name="query">As for <see cref="NewestAsync"/>.</param>
    /// <param name="places">In ascending order.</param>
    internal abstract Task<IReadOnlyCollection<long>> MeetingAsync(SqlSession sql, StoryQuery query, IReadOnlyList<long> places);

    /// <inheritdoc cref="PutAsync"/>
    private protected abstract Task WriteAsync(SqlSession sql, IEnumerable<(long Place, StoryContents Contents)> rows);

    /// <inheritdoc cref="RemoveAsync"/>
    private protected abstract Task DeleteAsync(SqlSession sql, IReadOnlyCollection<long> places);

    /// <summary>
    /// A value as one word that no text has: folded texts have no section signs. What a search might take for a gap between two words, or
    /// for its own language, becomes a middle dot.
    /// </summary>
    protected static string Facet(StoryTerm term) =>
        $"§{term.Field}·{string.Concat(term.Value.Select(c => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) ? '·' : c))}";
}

/// <summary>Places of the timeline.</summary>
/// <param name="From">The lowest of them.</param>
/// <param name="Below">The one above the highest.</param>
internal readonly record struct PlaceRange(long From, long Below);

/// <summary>What a story is found by.</summary>
/// <param name="Titles">Folded words of the titles, and of the texts; a <see cref="Between"/> parts those of two reports.</param>
internal sealed record StoryContents(IReadOnlyCollection<StoryTerm> Terms, string Titles, string Texts)
{
    /// <summary>No word, so that no phrase reaches from one report into the next.</summary>
    public const string Between = " § ";
}
