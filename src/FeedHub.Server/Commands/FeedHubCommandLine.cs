using System.Collections;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using FeedHub.Server.Configuration;
using FeedHub.Storage;

namespace FeedHub.Server.Commands;

/// <summary>The command line: every verb with its options, and what becomes of wrong ones.</summary>
public sealed class FeedHubCommandLine
{
    private const string Help = """
        Publishes a series of briefs, and merges outside feeds into one timeline in which each story appears once.

        First steps:
          feedhub serve --sample    see it work: no network, no set-up, at http://127.0.0.1:8080
          feedhub check             is everything in feeds-config/ right?
          feedhub refresh           fetch all sources that are due, once
          feedhub                   serve, and poll the sources from now on

        An option beats the environment (FeedHub__Data, FeedHub__PublicUrl, FeedHub__TagAuthority, …: any key of site.yaml),
        which beats site.yaml. Exit codes: 0 done, 1 failed or problems found, 2 the command line was not understood.
        """;

    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(30);
    private readonly RootCommand root = new(Help);

    public FeedHubCommandLine(IDictionary environment)
    {
        var common = new CommonOptions(new EnvironmentSettings(environment));
        common.AddTo(root);

        var serve = new ServeCommand(common);
        serve.MakeDefaultOf(root);
        root.Add(serve);
        root.Add(new RefreshCommand(common));
        root.Add(new ParseCommand());
        root.Add(new GroupCommand(common));
        root.Add(new RegroupCommand(common));
        root.Add(new StoryCommand(common));
        root.Add(new CheckCommand(common));
        root.Add(new ImportCommand(common));
        root.Add(new BriefCommand(common));
        root.Add(new PreviewCommand(common));
        root.Add(new BackupCommand(common));
        root.Add(new RestoreCommand(common));
        root.Add(new TrySourceCommand(common));
        root.Add(new DiscoverCommand(common));
        root.Add(new OpmlCommand(common));
        root.Add(new KeyCommand(common));
        root.Add(new UndoMoveCommand(common));
        root.Add(new HealthCommand(common));
        Verb.TeachIn(root);
    }

    /// <summary>Does what the arguments ask for.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var wrong in parsed.Errors)
                await error.WriteLineAsync($"feedhub: {wrong.Message}");
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
        catch (CommandFailure failure)
        {
            await error.WriteLineAsync($"feedhub: {failure.Message}");
            return failure.ExitCode;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("feedhub: interrupted");
            return CommandFailure.Interrupted;
        }
        catch (OtherCatalogException other)
        {
            await error.WriteLineAsync($"feedhub: {other.Message}");
            return CommandFailure.Failed;
        }
        catch (CatalogException unusable)
        {
            await error.WriteLineAsync($"feedhub: the configuration cannot be used:\n{unusable.Message}");
            return CommandFailure.Failed;
        }
        catch (Exception fault) when (fault is UnusableDataException or IOException or UnauthorizedAccessException)
        {
            // Files and folders are what the person named, and theirs to mend.
            await error.WriteLineAsync($"feedhub: {fault.Message}");
            return CommandFailure.Failed;
        }
    }

    /// <summary>The verbs that were understood, each followed by a space.</summary>
    private static string Asked(ParseResult parsed)
    {
        var asked = "";
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } verb; at = at.Parent)
            asked = verb.Command.Name + " " + asked;
        return asked;
    }
}
