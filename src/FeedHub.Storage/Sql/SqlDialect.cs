namespace FeedHub.Storage.Sql;

/// <summary>What differs between database engines.</summary>
public abstract class SqlDialect
{
    /// <summary>A condition that is true when a column equals one of a list of texts or numbers.</summary>
    /// <param name="parameter">The list's name, with <c>@</c>; a statement with one parameter per value would be parsed each time.</param>
    public abstract string AnyOf(string column, string parameter);

    /// <summary>A value in the form that the engine accepts.</summary>
    public abstract object? Value(object? value);

    /// <summary>
    /// A statement that makes the entry <c>@seq</c> findable by the words of <c>@title</c> and <c>@text</c>, and by no others.
    /// </summary>
    public abstract string Index { get; }

    /// <summary>A title or text in the form that this statement expects.</summary>
    public abstract string Indexed(string text);

    /// <summary>A condition on <c>e</c> (entry) that is true for matches of the parameter <c>@search</c>.</summary>
    public abstract string IsFound { get; }

    /// <summary>The value for <c>@search</c>; null when the words contain nothing to search for.</summary>
    public abstract string? Search(string words);
}
