using System.Collections;
using System.Diagnostics;
using System.Text.Json;
using FeedHub.Server.Commands;

namespace FeedHub.Tests.Server.Commands;

/// <summary>One run of the command line.</summary>
/// <param name="Code">The exit code.</param>
public sealed record FeedHubRun(int Code, string Output, string Error)
{
    /// <summary>The last line of standard output, as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement;

    /// <summary>Runs it in a process of its own, so that <see cref="Error"/> also has what was logged.</summary>
    public static async Task<FeedHubRun> OfProcessAsync(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "feedhub.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var cancellationToken = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new FeedHubRun(process.ExitCode, await output, await error);
    }

    /// <summary>Runs it in this process.</summary>
    public static async Task<FeedHubRun> OfAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await new FeedHubCommandLine(new Hashtable()).RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return new FeedHubRun(code, output.ToString(), error.ToString());
    }
}
