using FeedHub.Core.Nodes;

namespace FeedHub.Storage.Sql;

/// <summary>What differs between database engines.</summary>
public abstract class SqlDialect
{
    /// <summary>A condition that is true when a column equals one of a list of texts or numbers.</summary>
    /// <param name="parameter">The list's name, with <c>@</c>; a statement with one parameter per value would be parsed each time.</param>
    public abstract string AnyOf(string column, string parameter);

    /// <summary>A condition that is true when there is a table of this name.</summary>
    public abstract string HasTable(string name);

    /// <summary>A value in the form that the engine accepts.</summary>
    public abstract object? Value(object? value);

    /// <summary>Ends a SELECT that locks its rows and leaves out those that another transaction has locked.</summary>
    public abstract string SkippingLocked { get; }

    /// <summary>Inserts rows, with as few statements as the engine needs.</summary>
    /// <param name="otherwise">What follows the values, such as <c>ON CONFLICT …</c>.</param>
    public abstract Task InsertAsync(SqlSession sql, SqlRows rows, string otherwise = "");

    /// <summary>Updates rows, with as few statements as the engine needs; their first column is the key.</summary>
    public abstract Task UpdateAsync(SqlSession sql, SqlRows rows);

    /// <summary>Numbers that grow, for the column <c>seq</c> of entries that are inserted in this transaction.</summary>
    /// <param name="arrived">When these entries arrived.</param>
    public abstract Task<IReadOnlyList<long>> EntryNumbersAsync(SqlSession sql, DateTimeOffset arrived, int count);

    /// <summary>A condition on <c>entry</c> that is true for the reports of these stories.</summary>
    public abstract Task<SqlCondition> OfStoriesAsync(SqlSession sql, IReadOnlyList<long> stories);

    /// <summary>The entries that retention may delete now, in parts.</summary>
    /// <param name="cutoff">Those that arrived before may go; an engine may keep some of them for longer.</param>
    internal abstract Task<IReadOnlyList<ExpiredEntries>> ExpiredAsync(SqlSession sql, DateTimeOffset cutoff);

    /// <summary>Deletes a part that is a table of its own, and what belongs to its entries.</summary>
    internal virtual Task DropAsync(SqlSession sql, ExpiredEntries month) =>
        throw new NotSupportedException("This engine keeps entries in one table.");

    /// <summary>Tells all nodes something (<see cref="StoreNews"/>) once the transaction is committed.</summary>
    public abstract Task TellAsync(SqlSession sql, string news);

    /// <summary>Finds stories by their contents.</summary>
    public abstract StoryIndex Stories { get; }
}
