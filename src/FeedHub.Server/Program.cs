using System.Runtime.CompilerServices;
using FeedHub.Server.Commands;
using FeedHub.Server.Limits;

// This comes before anything else is loaded, since each library takes one of the files that the process may open.
if (OpenFiles.TooFew is { } tooFew)
{
    Console.Error.WriteLine(tooFew);
    return 1;
}
return await RunAsync(args);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task<int> RunAsync(string[] args) =>
    new FeedHubCommandLine(Environment.GetEnvironmentVariables()).RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

/// <summary>The entry point.</summary>
internal sealed partial class Program;
