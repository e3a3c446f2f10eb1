namespace FeedHub.Core.Gazetteer;

/// <summary>The kind of thing that a known name refers to; it determines how much a shared mention proves.</summary>
public enum GazetteerKind
{
    State,
    Capital,
    Leader,
    Union,
    Region,
    Organisation,
    City,
    Person,

    /// <summary>Known by a first name or a title, so that a surname alone does not refer to them.</summary>
    Cleric,
    People,
    Place,
    Route,
}
