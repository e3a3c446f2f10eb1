namespace FeedHub.Core.Stories.Features;

/// <summary>The kinds of thing that two texts can share.</summary>
public enum FeatureKind : byte
{
    /// <summary>A name in the gazetteer that occurs in few texts: a town, a minister, a company.</summary>
    Entity,

    /// <summary>A name that occurs in many: a state, its capital, its head.</summary>
    CommonEntity,

    Concept,
    WeakConcept,
    RoutineConcept,
    Number,

    /// <summary>A name that is not in the gazetteer.</summary>
    Name,

    /// <summary>Any word, those of names too; compared within a language.</summary>
    Word,

    /// <summary>A year, a month, a quarter: proves nothing if shared.</summary>
    Period,
}
