namespace FeedHub.Core.Timelines.Queries;

/// <summary>A field of the language of queries: <c>lang:az</c>.</summary>
/// <param name="Name">What stands before the colon.</param>
/// <param name="Allowed">What values are allowed, in words.</param>
/// <param name="Read">What a value asks; null if it is not allowed.</param>
public sealed record QueryField(string Name, string Allowed, Func<string, StoryQuery?> Read);

/// <summary>The result of reading a query.</summary>
public abstract record QueryReading
{
    private QueryReading()
    {
    }

    public sealed record Understood(StoryQuery Query) : QueryReading;

    /// <param name="At">The character at which it cannot be read, from 0.</param>
    /// <param name="Problem">What is wrong there and how to mend it, as a sentence.</param>
    public sealed record Refused(int At, string Problem) : QueryReading;
}
