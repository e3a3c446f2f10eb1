namespace FeedHub.Core.Briefs.Import;

/// <summary>The result of reading a brief for import.</summary>
public abstract record ImportReading
{
    private ImportReading()
    {
    }

    /// <summary>The result with a publication date. Every brief needs one, and it is never invented.</summary>
    /// <param name="given">Date given by a person, which takes precedence over the source's; or null.</param>
    public ImportReading Dated(DateTimeOffset? given) => this switch
    {
        Read { Brief: var brief } read when (given ?? brief.Published) is { } date => read with { Brief = brief with { Published = date } },
        Read { Brief: var brief } => new Refused(
            "has no machine-readable publication date; "
            + "give the date with --published, such as --published 2026-11-16T08:00:00+04:00"
            + (brief.DateLine is { } line ? $" (its text says “{line}”)" : "")),
        _ => this,
    };

    public sealed record Read(ImportedBrief Brief) : ImportReading
    {
        /// <summary>What had to be passed over in order to read it, such as a notice of PHP.</summary>
        public IReadOnlyList<string> Notes { get; init; } = [];
    }

    /// <summary>
    /// The result of <paramref name="read"/>. An exception is reported for this one text only, since one bad post must not hold back the
    /// others.
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
                $"cannot be read because of a bug in FeedHub ({fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}); report it");
        }
    }

    /// <summary>No brief could be read; <paramref name="Reason"/> says why, and how to fix it.</summary>
    public sealed record Refused(string Reason) : ImportReading
    {
        /// <summary>Whether its site gives it only to those who have a password.</summary>
        public bool IsProtected { get; init; }
    }

    /// <summary>A post that its site protects with a password: the form that asks for it is no text.</summary>
    internal static readonly Refused Protected = new("is protected by a password on its site") { IsProtected = true };
}
