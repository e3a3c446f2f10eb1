namespace FeedHub.Core.Entries.Matching;

/// <summary>
/// How an item compares with a stored entry, property by property, and how much that says for their being the same. The weights and the
/// thresholds are those of the table in docs/identity.md.
/// </summary>
internal readonly record struct ItemEvidence
{
    /// <summary>The score from which an item of a source whose IDs hold is the stored entry.</summary>
    public const double Enough = 4.5;

    /// <summary>The score that is enough in a document in which more items changed their IDs than kept them.</summary>
    public const double EnoughWhenAllChanged = 3;

    /// <summary>The most that the text can add.</summary>
    public const double MostOfText = 4;

    public Agreement Link { get; init; }
    public Agreement Title { get; init; }
    public Agreement Text { get; init; }
    public Agreement Id { get; init; }
    /// <summary>How far the dates are apart; null if one is missing.</summary>
    public TimeSpan? Apart { get; init; }
    /// <summary>Whether other items have the same date.</summary>
    public bool IsDateShared { get; init; }
    /// <summary>Whether the date is one of those at which outlets publish by the clock.</summary>
    public bool IsDateRound { get; init; }

    /// <param name="idsHold">Whether other items of the document kept their IDs, so that another ID suggests another item.</param>
    public double Score(bool idsHold) => OfLink + OfTitle + OfText + OfDate + OfId(idsHold);

    private double OfLink => Link switch { Agreement.Same => 4, Agreement.Alike => 2, _ => 0 };

    private double OfTitle => Title switch { Agreement.Same => 3, Agreement.Alike => 1.5, Agreement.Other => -1.5, _ => 0 };

    private double OfText => Text switch
    {
        Agreement.Same => MostOfText,
        Agreement.Alike => Link == Agreement.Same ? 3 : 2,
        Agreement.Other => -2,
        _ => 0,
    };

    private double OfDate => Apart switch
    {
        null => 0,
        { Ticks: 0 } => IsDateShared ? 1 : 2,
        // The same moment written in another zone.
        { } t when t < TimeSpan.FromHours(15) && t.Ticks % TimeSpan.TicksPerHour == 0 && !IsDateRound => 0,
        { } t when t < TimeSpan.FromHours(12) => -1,
        _ => -3,
    };

    private double OfId(bool idsHold) => Id switch
    {
        // An address with a counter or a token behind it: the outlet itself says that it is the same page.
        Agreement.Alike => Link == Agreement.Same ? 3 : 2,
        Agreement.Other => idsHold ? -1 : 0,
        _ => 0,
    };
}
