namespace FeedHub.Storage.Sql;

/// <summary>What the engines do each in their own way.</summary>
public abstract class SqlDialect
{
    /// <summary>A condition that holds where a column is one of a list of texts or numbers.</summary>
    /// <param name="parameter">Of the list, with <c>@</c>; a statement with a parameter for each value would be parsed each time.</param>
    public abstract string AnyOf(string column, string parameter);

    /// <summary>A value as the engine takes it.</summary>
    public abstract object? Value(object? value);

    /// <summary>
    /// A statement that makes the entry <c>@seq</c> findable by the words of <c>@title</c> and <c>@text</c>, and by those alone.
    /// </summary>
    public abstract string Index { get; }

    /// <summary>A title or text as that statement takes it.</summary>
    public abstract string Indexed(string text);

    /// <summary>A condition on <c>e</c> (entry) that holds for matches of the parameter <c>@search</c>.</summary>
    public abstract string IsFound { get; }

    /// <summary>The value for <c>@search</c>; null when the words hold nothing to search for.</summary>
    public abstract string? Search(string words);
}
