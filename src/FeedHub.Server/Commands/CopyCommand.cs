using System.CommandLine;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Terminal;
using FeedHub.Storage;
using FeedHub.Storage.Copying;
using FeedHub.Storage.Postgres;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub copy</c>: copies a store to another place, perhaps on the other engine.</summary>
internal sealed class CopyCommand : Verb
{
    /// <summary>Progress is shown in steps of so many rows.</summary>
    private const int Step = 1000;

    private readonly Option<string> from = Place("--from", "What to copy: a data folder, or a database on a server; it may be in use");
    private readonly Option<string> to = Place("--to", "Where to: a folder, or a database on a server, that FeedHub has not used yet");

    public CopyCommand()
        : base(
            "copy",
            "Copy everything that a store has to another place, from SQLite to PostgreSQL or back, whether FeedHub is running or not. What is "
                + "copied is the store of one moment. If the copy is interrupted, the same command goes on. When it is finished, the same "
                + "command fetches what the source got meanwhile, until anything else uses the copy: so stop FeedHub, run it once more, and "
                + $"start FeedHub on the copy. A database is written as \"{PostgresAddress.Form}\".",
            "--from data --to \"Host=db.example;Database=feedhub;Username=feedhub\"",
            "--from \"Host=db.example;Database=feedhub;Username=feedhub\" --to data-copy")
    {
        Add(from);
        Add(to);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (source, target) = (SettingValues.Place(parsed.GetRequiredValue(from)), SettingValues.Place(parsed.GetRequiredValue(to)));
        if (source.ToString() == target.ToString())
            throw new CommandFailure("--from and --to name the same store.", CommandFailure.Usage);
        try
        {
            var copied = await CopyAsync(parsed, source, target, cancellationToken);
            await ReportAsync(parsed.InvocationConfiguration.Output, copied, source, target);
            return 0;
        }
        catch (InvalidDataException refused)
        {
            throw new CommandFailure(refused.Message);
        }
    }

    private static async Task<IReadOnlyList<CopiedRows>> CopyAsync(
        ParseResult parsed, StoreLocation source, StoreLocation target, CancellationToken cancellationToken)
    {
        await using var copy = await StoreCopy.BeginAsync(source.AsCopyEnd(), target.AsCopyEnd(), cancellationToken);
        IReadOnlyList<CopiedRows> copied = [];
        await ProgressBar.FollowAsync(parsed, "Thousand rows", (int)(copy.Steps / Step), async shown =>
        {
            var waiting = 0L;
            copied = await copy.RunAsync(
                rows =>
                {
                    for (waiting += rows; waiting >= Step; waiting -= Step)
                        shown();
                },
                cancellationToken);
        });
        return copied;
    }

    private static async Task ReportAsync(TextWriter output, IReadOnlyList<CopiedRows> copied, StoreLocation source, StoreLocation target)
    {
        foreach (var (table, count, hash) in copied)
            await output.WriteLineAsync($"{table,-16} {count,12:n0}  {hash}");
        await output.WriteLineAsync(
            $"{target} has the {copied.Sum(c => c.Count):n0} rows of {source}: for each table, count and hash (SHA-256) are the same on both "
            + "sides. Files beside a database, such as imported briefs, are not in it: start FeedHub on the copy with a data folder of the old store, "
            + "or copy briefs, editors, preview.key and verified.json from there to the new one.");
    }

    private static Option<string> Place(string name, string description)
    {
        var option = new Option<string>(name) { HelpName = "PLACE", Description = description, Required = true };
        option.Validators.Add(CommonOptions.Each(SettingValues.Place));
        return option;
    }
}
