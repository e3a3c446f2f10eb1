namespace FeedHub.Server.Publishing.Desk;

/// <summary>What came of something that an editor wanted to do.</summary>
internal abstract record DeskOutcome
{
    private DeskOutcome()
    {
    }

    /// <param name="Number">Number of the act in the log.</param>
    /// <param name="Message">What was done.</param>
    public sealed record Done(long Number, string Message) : DeskOutcome;

    /// <summary>Nothing was done, since what the editor saw is no longer there: somebody else, or the post, was first.</summary>
    public sealed record Overtaken : DeskOutcome;

    /// <summary>Nothing was done, since it cannot be done like this.</summary>
    /// <param name="Reason">Why, and how to mend it.</param>
    public sealed record Refused(string Reason) : DeskOutcome;
}
