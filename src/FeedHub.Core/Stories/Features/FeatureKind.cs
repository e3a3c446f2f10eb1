namespace FeedHub.Core.Stories.Features;

/// <summary>What sort of thing two texts may share.</summary>
public enum FeatureKind : byte
{
    /// <summary>A name of the gazetteer that stands in few texts: a town, a minister, a company.</summary>
    Entity,

    /// <summary>A name that stands in many: a state, its capital, its head.</summary>
    CommonEntity,

    Concept,
    WeakConcept,
    RoutineConcept,
    Number,

    /// <summary>A name that the gazetteer does not know.</summary>
    Name,

    /// <summary>Any other word; compared within a language.</summary>
    Word,
}
