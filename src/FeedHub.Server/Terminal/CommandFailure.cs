using FeedHub.Core.Catalog;
using FeedHub.Core.Content;

namespace FeedHub.Server.Terminal;

/// <summary>A failure that the person at the command line can fix: reported in one message, without a stack trace.</summary>
/// <param name="cause">The exception behind it, if any; its stack trace is shown at the log level Debug.</param>
internal sealed class CommandFailure(string message, int exitCode = CommandFailure.Failed, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>A file that cannot be used: each problem on a line of its own.</summary>
    public CommandFailure(IReadOnlyList<CatalogProblem> problems)
        : this(string.Join('\n', problems)) => Problems = problems;

    /// <summary>What is wrong in a file; empty for any other failure.</summary>
    public IReadOnlyList<CatalogProblem> Problems { get; init; } = [];

    /// <summary>The message, on one line unless it is a list of problems.</summary>
    public string Text => Problems.Count > 0 ? Message : TerminalText.Plain(Message);

    /// <summary>The command was understood but failed.</summary>
    public const int Failed = 1;

    /// <summary>The command was not understood: a wrong option, a bad value.</summary>
    public const int Usage = 2;

    /// <summary>The data folder or its database cannot be used.</summary>
    public const int DataUnusable = 3;

    /// <summary>The address cannot be listened on.</summary>
    public const int AddressUnusable = 4;

    /// <summary>What shells report for a process that Ctrl+C ended.</summary>
    public const int Interrupted = 130;

    public int ExitCode { get; } = exitCode;
}
