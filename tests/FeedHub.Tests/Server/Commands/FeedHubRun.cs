using System.Collections;
using System.Text.Json;
using FeedHub.Server.Commands;

namespace FeedHub.Tests.Server.Commands;

/// <summary>One run of the command line, in this process.</summary>
/// <param name="Code">The exit code.</param>
public sealed record FeedHubRun(int Code, string Output, string Error)
{
    /// <summary>The last line of standard output, as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement;

    public static async Task<FeedHubRun> OfAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await new FeedHubCommandLine(new Hashtable()).RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return new FeedHubRun(code, output.ToString(), error.ToString());
    }
}
