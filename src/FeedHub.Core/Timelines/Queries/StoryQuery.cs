namespace FeedHub.Core.Timelines.Queries;

/// <summary>
/// What is asked of a story. A value or a word holds when one of the story's reports has it, and its negation when none has; several may
/// be met by several reports.
/// </summary>
public abstract record StoryQuery
{
    /// <summary>Every story.</summary>
    public static readonly StoryQuery Everything = new All([]);

    /// <summary>No story.</summary>
    public static readonly StoryQuery Nothing = new Any([]);

    private StoryQuery()
    {
    }

    /// <summary>All of these.</summary>
    public sealed record All(IReadOnlyList<StoryQuery> Of) : StoryQuery;

    /// <summary>At least one of these.</summary>
    public sealed record Any(IReadOnlyList<StoryQuery> Of) : StoryQuery;

    public sealed record Lacks(StoryQuery Of) : StoryQuery;

    /// <summary>A value under which stories are found (<see cref="StoryTerm"/>).</summary>
    /// <param name="WithLonger">Whether values that begin with it count too.</param>
    public sealed record Has(StoryTerm Term, bool WithLonger = false) : StoryQuery;

    /// <summary>A word or phrase, as it is spelt in a title or a text.</summary>
    public sealed record Says(SearchWord Word, bool InTitle) : StoryQuery;

    /// <summary>Arrived at this time of the reader's clock or later.</summary>
    public sealed record Since(QueryTime Time) : StoryQuery;

    /// <summary>Arrived at this instant or later.</summary>
    public sealed record From(DateTimeOffset At) : StoryQuery;

    /// <summary>
    /// What is claimed of all reports of a story, such as that no Georgian outlet has it. It is not claimed while others have had no time
    /// to report it: so it leaves out what arrived less than <see cref="ClaimedAfter"/> ago.
    /// </summary>
    public sealed record Claim(StoryQuery Of) : StoryQuery;

    /// <summary>Words one after another, of which it is not yet known what they name (<see cref="QueryNames"/>).</summary>
    public sealed record Asks(IReadOnlyList<AskedWord> Words, bool InTitle) : StoryQuery;

    /// <summary>An entry of the gazetteer by its ID or one of its names, not yet looked up.</summary>
    public sealed record Names(string Text) : StoryQuery;

    /// <summary>The same as <paramref name="Of"/>, said in these words.</summary>
    public sealed record Labelled(string Label, StoryQuery Of) : StoryQuery;

    /// <summary>How long others have to report a story before it is said that they did not.</summary>
    public static readonly TimeSpan ClaimedAfter = TimeSpan.FromHours(1);

    /// <summary>This part and all parts of it.</summary>
    public IEnumerable<StoryQuery> Parts => this switch
    {
        All all => all.Of.SelectMany(q => q.Parts).Prepend(this),
        Any any => any.Of.SelectMany(q => q.Parts).Prepend(this),
        Lacks lacks => lacks.Of.Parts.Prepend(this),
        Claim claim => claim.Of.Parts.Prepend(this),
        Labelled labelled => labelled.Of.Parts.Prepend(this),
        _ => [this],
    };

    /// <summary>Whether the same stories meet it now and at a later time, as far as they have not changed.</summary>
    public bool IsTimeless => !IsClaimed && !NamesMovingTime;

    /// <summary>Whether it claims something of all reports of a story, and so leaves out what has just arrived.</summary>
    public bool IsClaimed => Parts.Any(part => part is Claim);

    /// <summary>Whether it names a time that moves with the clock, such as “24h” or “today”.</summary>
    public bool NamesMovingTime => Parts.Any(part => part is Since { Time.IsRelative: true });

    /// <summary>The same query with each leaf replaced.</summary>
    public StoryQuery Mapped(Func<StoryQuery, StoryQuery> leaf) => this switch
    {
        All all => new All([.. all.Of.Select(q => q.Mapped(leaf))]),
        Any any => new Any([.. any.Of.Select(q => q.Mapped(leaf))]),
        Lacks lacks => new Lacks(lacks.Of.Mapped(leaf)),
        Claim claim => new Claim(claim.Of.Mapped(leaf)),
        Labelled labelled => labelled with { Of = labelled.Of.Mapped(leaf) },
        _ => leaf(this),
    };

    /// <summary>
    /// The same query as an index answers it: without labels and constants, with every negation at a leaf or at parts that it denies as a
    /// whole, and with <see cref="Claim"/> replaced by what it means. <see cref="Everything"/> and <see cref="Nothing"/> stand alone.
    /// </summary>
    public StoryQuery Simplified() => Simplify(this, denied: false);

    private static StoryQuery Simplify(StoryQuery query, bool denied) => query switch
    {
        Labelled labelled => Simplify(labelled.Of, denied),
        Lacks lacks => Simplify(lacks.Of, !denied),
        // What is denied of a claim is the claim, not that it is old enough.
        Claim claim when denied => Simplify(claim.Of, denied),
        Claim claim => Simplify(new All([claim.Of, new Lacks(new Since(QueryTime.Ago(ClaimedAfter)))]), denied),
        All all => Joined(all.Of.Select(q => Simplify(q, denied)), isAll: !denied),
        Any any => Joined(any.Of.Select(q => Simplify(q, denied)), isAll: denied),
        _ => denied ? new Lacks(query) : query,
    };

    private static StoryQuery Joined(IEnumerable<StoryQuery> parts, bool isAll)
    {
        var (neutral, decisive) = isAll ? (Everything, Nothing) : (Nothing, Everything);
        var flat = new List<StoryQuery>();
        foreach (var part in parts)
        {
            if (IsConstant(part, decisive))
                return decisive;
            if (isAll && part is All all)
                flat.AddRange(all.Of);
            else if (!isAll && part is Any any)
                flat.AddRange(any.Of);
            else
                flat.Add(part);
        }
        return flat switch
        {
            [] => neutral,
            [var one] => one,
            _ => isAll ? new All(flat) : new Any(flat),
        };
    }

    private static bool IsConstant(StoryQuery query, StoryQuery constant) => (query, constant) switch
    {
        (All { Of.Count: 0 }, All) or (Any { Of.Count: 0 }, Any) => true,
        _ => false,
    };
}
