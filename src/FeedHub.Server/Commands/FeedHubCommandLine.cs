using System.Collections;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Data.Common;
using FeedHub.Core.Content;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Terminal;
using FeedHub.Storage;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Server.Commands;

/// <summary>The command line: every verb with its options, and how failures are reported.</summary>
internal sealed class FeedHubCommandLine
{
    private const string Help = """
        Publishes a series of briefs, and merges outside feeds into one timeline in which each story appears once.

        First steps:
          feedhub serve --sample    try it at http://127.0.0.1:8080, without network or set-up
          feedhub check             check everything in feeds-config/
          feedhub refresh           fetch all sources that are due, once
          feedhub                   serve, and poll the sources from now on

        An option overrides the environment (FeedHub__Data, FeedHub__PublicUrl, FeedHub__TagAuthority, …: any key of site.yaml),
        which overrides site.yaml. Exit codes: 0 done, 1 failed or problems found, 2 the command line was not understood, 3 the data folder
        or its database cannot be used, 4 cannot listen on the address, 130 interrupted.
        """;

    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(30);
    private const string LogLevelName = "Logging__LogLevel__Default";
    private readonly RootCommand root = new(Help);
    private readonly CommonOptions common;
    private readonly bool showsTraces;

    public FeedHubCommandLine(IDictionary environment)
    {
        showsTraces = (environment[LogLevelName] as string)?.ToUpperInvariant() is "DEBUG" or "TRACE";
        common = new CommonOptions(new EnvironmentSettings(environment));
        common.AddTo(root);

        var serve = new ServeCommand(common);
        serve.MakeDefaultOf(root);
        root.Add(serve);
        root.Add(new RefreshCommand(common));
        root.Add(new ParseCommand());
        root.Add(new GroupCommand(common));
        root.Add(new GazetteerCommand(common));
        root.Add(new RegroupCommand(common));
        root.Add(new StoryCommand(common));
        root.Add(new CheckCommand(common));
        root.Add(new ImportCommand(common));
        root.Add(new BriefCommand(common));
        root.Add(new PreviewCommand(common));
        root.Add(new MigrateCommand(common));
        root.Add(new CopyCommand());
        root.Add(new BackupCommand(common));
        root.Add(new RestoreCommand(common));
        root.Add(new TrySourceCommand(common));
        root.Add(new DiscoverCommand(common));
        root.Add(new SourcesCommand(common));
        root.Add(new OpmlCommand(common));
        root.Add(new KeyCommand(common));
        root.Add(new UndoMoveCommand(common));
        root.Add(new FoldCommand(common));
        root.Add(new HealthCommand(common));
        Verb.AddExamplesTo(root);
    }

    /// <summary>Runs the verb that the arguments name.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        (output, error) = (new TerminalWriter(output), new TerminalWriter(error));
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var wrong in parsed.Errors)
                await error.WriteLineAsync($"feedhub: {TerminalText.Plain(wrong.Message)}");
            await error.WriteLineAsync($"Try: feedhub {Asked(parsed)}--help");
            return CommandFailure.Usage;
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = ShutdownPatience,
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (Exception fault)
        {
            var failure = AsFailure(fault, parsed);
            await error.WriteLineAsync($"feedhub: {failure.Text}");
            if (showsTraces && failure.InnerException is { } cause)
                await error.WriteLineAsync(cause.ToString());
            return failure.ExitCode;
        }
    }

    /// <summary>
    /// The message for the person at the terminal: one line, except that each problem of a configuration has a line of its own.
    /// </summary>
    private CommandFailure AsFailure(Exception fault, ParseResult parsed) => fault switch
    {
        CommandFailure failure => failure,
        OperationCanceledException => new("interrupted", CommandFailure.Interrupted, fault),
        CatalogException bad => new($"the configuration cannot be used:\n{fault.Message}", cause: fault) { Problems = bad.Problems },
        OtherCatalogException => new(fault.Message, cause: fault),
        UnusableDataException => new(fault.Message, CommandFailure.DataUnusable, fault),
        DbException => AsFailure(StoreOf(parsed).Unusable(fault), parsed),
        // These files and folders were named by the person at the terminal, who can fix them.
        IOException or UnauthorizedAccessException or InvalidDataException =>
            fault.Message.Contains(StoreOf(parsed).Folder, StringComparison.Ordinal)
                ? AsFailure(new UnusableFolderException(StoreOf(parsed).Folder, fault), parsed)
                : new(fault.Message.ReplaceLineEndings(" "), cause: fault),
        _ => new(
            $"internal error, {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}. "
            + $"Run it again with {LogLevelName}=Debug and report the stack trace",
            cause: fault),
    };

    private StoreLocation StoreOf(ParseResult parsed) =>
        common.Store(parsed, sample: parsed.CommandResult.Children.Any(c => c is OptionResult { Option.Name: "--sample" }));

    /// <summary>The verbs that were understood, each followed by a space.</summary>
    private static string Asked(ParseResult parsed)
    {
        var asked = "";
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } verb; at = at.Parent)
            asked = verb.Command.Name + " " + asked;
        return asked;
    }
}
