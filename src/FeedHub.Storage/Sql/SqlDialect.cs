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

    /// <summary>Tells all nodes something (<see cref="StoreNews"/>) once the transaction is committed.</summary>
    public abstract Task TellAsync(SqlSession sql, string news);

    /// <summary>Finds stories by their contents.</summary>
    public abstract StoryIndex Stories { get; }
}
