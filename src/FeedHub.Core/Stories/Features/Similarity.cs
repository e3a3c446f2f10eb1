namespace FeedHub.Core.Stories.Features;

/// <summary>What two texts share and where they differ, before the coefficients are applied.</summary>
public sealed record Similarity
{
    public bool SameLanguage { get; init; }
    /// <summary>Weight of shared names that occur in few texts.</summary>
    public double Entities { get; init; }
    /// <summary>Weight of shared states, capitals and heads of state.</summary>
    public double CommonEntities { get; init; }
    public double Concepts { get; init; }
    public double WeakConcepts { get; init; }
    public double Numbers { get; init; }
    /// <summary>Weight of shared names that are not in the gazetteer.</summary>
    public double Names { get; init; }
    /// <summary>Weight of shared words, within a language.</summary>
    public double Words { get; init; }
    /// <summary>Share of all names that both have, by weight (cosine).</summary>
    public double EntityCosine { get; init; }
    public double ConceptCosine { get; init; }
    /// <summary>The same for all words of title and text, those of the title and the first sentence above the rest.</summary>
    public double WordCosine { get; init; }
    /// <summary>The same for the words and figures of the titles.</summary>
    public double TitleCosine { get; init; }
    /// <summary>Share of each title's words and figures that the other text lacks, by weight: the smaller one.</summary>
    public double TitleLeft { get; init; }
    /// <summary>The larger one.</summary>
    public double TitleLeftMost { get; init; }
    /// <summary>Whether each title has a figure that the other text lacks.</summary>
    public bool FiguresInTitlesDiffer { get; init; }
    /// <summary>Whether each title names a state that the other text does not.</summary>
    public bool StatesDiffer { get; init; }
    /// <summary>Whether each title has a word that looks like a name and that the other text lacks.</summary>
    public bool NamesDiffer { get; init; }
    /// <summary>Whether both titles have words that look like names, and no name is in both.</summary>
    public bool NoNameInBothTitles { get; init; }
    /// <summary>Whether both titles give percentages, and none is the same.</summary>
    public bool PercentagesConflict { get; init; }
    /// <summary>Whether each title has a month, a year or another period that the other text lacks.</summary>
    public bool PeriodsDiffer { get; init; }
    public bool IsSameSource { get; init; }
    /// <summary>Whether both have a text that tells more than a headline and a line below it.</summary>
    public bool AreLong { get; init; }
    /// <summary>Share of the titles' concepts that both texts have, by weight.</summary>
    public double TitleConcepts { get; init; }
    /// <summary>Weight of the concepts in each title that are missing from the other text; the smaller of the two.</summary>
    public double Diverging { get; init; }
    /// <summary>Whether one title reports a step that ends or follows what the other reports, such as a release after an arrest.</summary>
    public bool AnotherStep { get; init; }
    /// <summary>1 if both give figures and none is the same.</summary>
    public double NumberConflict { get; init; }
    /// <summary>Whether each gives a figure that the other does not.</summary>
    public bool NumbersDiffer { get; init; }
    /// <summary>1 if both name towns or places and none is the same.</summary>
    public double SpotConflict { get; init; }
    /// <summary>Whether both have regions and none is the same.</summary>
    public bool RegionConflict { get; init; }
    /// <summary>Whether each title names a town or place that the other text does not.</summary>
    public bool Elsewhere { get; init; }
    /// <summary>Whether both titles appear to name people and the texts share none.</summary>
    public bool PeopleConflict { get; init; }
    /// <summary>
    /// Whether each title names a known person whom the other text does not, or both certainly name people and the texts share none.
    /// </summary>
    public bool StrangersInTitles { get; init; }
    public double Days { get; init; }
    /// <summary>Whether they share a routine concept, one that happens in every town every day.</summary>
    public bool IsRoutine { get; init; }
    /// <summary>
    /// Whether only one title has a routine concept, and they share too little to be one event described in everyday words in one language
    /// ("collided").
    /// </summary>
    public bool RoutineConflict { get; init; }
    /// <summary>Number of names and rare figures that they share.</summary>
    public int Particulars { get; init; }
    /// <summary>Number of concepts that they share, of the weak ones those in both titles.</summary>
    public int Happenings { get; init; }
    /// <summary>Number of towns, places and people that they share, without capitals and heads of state.</summary>
    public int Specifics { get; init; }
    /// <summary>Number of different significant things that they share: names, figures, concepts.</summary>
    public int Kinds { get; init; }
}
