using System.CommandLine;
using System.Text;
using FeedHub.Server.Commands.Parsing;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub parse FILE</c>: shows a feed as FeedHub reads it.</summary>
internal sealed class ParseCommand : Verb
{
    private readonly Argument<string?> file =
        new("FILE") { Description = "A feed document in any format", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> batch = new("--batch")
    {
        Description =
            "Read lines PATH or PATH<TAB>META from standard input, and answer each with one line of JSON; META is "
                + "{\"headers\":{…},\"base_url\":…}",
    };
    private readonly Option<bool> sanitize = new(
        "--sanitize")
    { Description = "Show texts as they would be stored, not as they were sent" };

    public ParseCommand()
        : base(
            "parse", "Read a feed and print its content as one line of JSON. Exit code 1 if it is not a feed.",
            "feed.xml",
            "--sanitize feed.xml | jq .entries[0]",
            "--batch < paths.txt")
    {
        Add(file);
        Add(batch);
        Add(sanitize);
        Validators.Add(result =>
        {
            if (result.GetValue(batch) == (result.GetValue(file) is not null))
                result.AddError("Name one file, or give --batch and the paths on standard input.");
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(file) is { } path)
            return ParseProtocol.RunSingle(path, null, output, parsed.GetValue(sanitize)) ? 0 : CommandFailure.Failed;

        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        ParseProtocol.RunBatch(input, output, parsed.GetValue(sanitize));
        return 0;
    }
}
