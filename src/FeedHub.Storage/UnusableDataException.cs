namespace FeedHub.Storage;

/// <summary>The store cannot be used until somebody repairs it; the message says what is wrong and what to do, on one line.</summary>
public abstract class UnusableDataException(string message, Exception? cause) : Exception(message, cause)
{
    /// <summary>What a failure says of itself, to be followed by a full stop.</summary>
    protected static string Plain(Exception cause) => cause.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
