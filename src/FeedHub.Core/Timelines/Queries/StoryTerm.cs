namespace FeedHub.Core.Timelines.Queries;

/// <summary>A value under which a story is found, such as the language of one of its reports.</summary>
/// <param name="Field">The name of a condition, or one of the names here.</param>
public readonly record struct StoryTerm(string Field, string Value)
{
    /// <summary>The ID of an entry of the gazetteer that a report mentions.</summary>
    public const string Entity = "entity";

    /// <summary>The same, for one that a title mentions.</summary>
    public const string EntityInTitle = "entity-title";

    /// <summary>A name that is in no gazetteer, as <c>NameFolding</c> folds it.</summary>
    public const string Name = "name";

    /// <summary>The same, for one in a title.</summary>
    public const string NameInTitle = "name-title";

    /// <summary>The kind of every outlet that reports it.</summary>
    public const string Only = "only";

    /// <summary>A number of outlets that is not greater than its own.</summary>
    public const string Outlets = "outlets";

    /// <summary>What every story has.</summary>
    public static readonly StoryTerm OfAll = new(Outlets, "1");
}
