namespace FeedHub.Core.Briefs.Import;

/// <summary>What came of an import's reading.</summary>
public abstract record ImportReading
{
    private ImportReading()
    {
    }

    /// <summary>The reading with a date, without which no brief can be: it is never made up.</summary>
    /// <param name="given">Date given by a person, which wins over the source's; or null.</param>
    public ImportReading Dated(DateTimeOffset? given) => this switch
    {
        Read { Brief: var brief } when (given ?? brief.Published) is { } date => new Read(brief with { Published = date }),
        Read { Brief: var brief } => new Refused(
            "does not tell in a form for machines when it was published; "
            + "give the date with --published, such as --published 2026-11-16T08:00:00+04:00"
            + (brief.DateLine is { } line ? $" (its text says “{line}”)" : "")),
        _ => this,
    };

    public sealed record Read(ImportedBrief Brief) : ImportReading;

    /// <summary>
    /// What <paramref name="read"/> finds. Whatever it throws is said of this one text, since one bad post must not keep back those that
    /// come with it.
    /// </summary>
    internal static ImportReading From(Func<ImportReading> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            return new Refused(
                $"cannot be read, by a fault of FeedHub ({fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}); report it");
        }
    }

    /// <summary>There is no brief in it; <paramref name="Reason"/> says why, and how to mend it.</summary>
    public sealed record Refused(string Reason) : ImportReading;
}
