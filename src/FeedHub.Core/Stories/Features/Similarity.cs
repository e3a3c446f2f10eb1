namespace FeedHub.Core.Stories.Features;

/// <summary>What two texts share and where they disagree, before it is weighed.</summary>
public sealed record Similarity
{
    public bool SameLanguage { get; init; }
    /// <summary>Weight of shared names that few texts have.</summary>
    public double Entities { get; init; }
    /// <summary>Weight of shared states, capitals and heads of state.</summary>
    public double CommonEntities { get; init; }
    public double Concepts { get; init; }
    public double WeakConcepts { get; init; }
    public double Numbers { get; init; }
    /// <summary>Weight of shared names that the gazetteer does not know.</summary>
    public double Names { get; init; }
    /// <summary>Weight of shared words, within a language.</summary>
    public double Words { get; init; }
    /// <summary>Share of all names that both have, by weight (cosine).</summary>
    public double EntityCosine { get; init; }
    public double ConceptCosine { get; init; }
    public double WordCosine { get; init; }
    /// <summary>Share of the titles' concepts that both texts have, by weight.</summary>
    public double TitleConcepts { get; init; }
    /// <summary>
    /// What each title says happened and the other text says nothing of, by weight: that of the title that says less of it.
    /// </summary>
    public double Diverging { get; init; }
    /// <summary>Whether one title tells of what ends or follows what the other tells of, such as a release after an arrest.</summary>
    public bool AnotherStep { get; init; }
    /// <summary>1 where both give figures and none is the same.</summary>
    public double NumberConflict { get; init; }
    /// <summary>Whether each gives a figure that the other has not.</summary>
    public bool NumbersDiffer { get; init; }
    /// <summary>1 where both name towns or places and none is the same.</summary>
    public double SpotConflict { get; init; }
    /// <summary>Whether both are of regions and none is the same.</summary>
    public bool RegionConflict { get; init; }
    /// <summary>Whether each title names a town or place that the other text does not.</summary>
    public bool Elsewhere { get; init; }
    /// <summary>Whether both titles name people, as far as can be told, and the texts share none.</summary>
    public bool PeopleConflict { get; init; }
    /// <summary>
    /// Whether each title names somebody that we know whom the other text does not, or both name people for certain and the texts share
    /// none.
    /// </summary>
    public bool StrangersInTitles { get; init; }
    public double Days { get; init; }
    /// <summary>Whether what they share is of the kind that happens in every town every day.</summary>
    public bool IsRoutine { get; init; }
    /// <summary>
    /// Whether one is of the kind that happens every day and the other is not, and they share too little to be one event that one language
    /// tells in everyday words ("collided").
    /// </summary>
    public bool RoutineConflict { get; init; }
    /// <summary>Names and figures of weight that they share.</summary>
    public int Particulars { get; init; }
    /// <summary>Different things of weight that they share: names, figures, concepts.</summary>
    public int Kinds { get; init; }
}
