namespace FeedHub.Core.Gazetteer;

/// <summary>What sort of thing a known name names; it tells how much a shared mention proves.</summary>
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

    /// <summary>Known by a first name or a title; no part of it stands for the whole.</summary>
    Cleric,
    People,
    Place,
    Route,
}
