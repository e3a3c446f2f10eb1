using FeedHub.Server.Commands;

return await new FeedHubCommandLine(Environment.GetEnvironmentVariables()).RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

/// <summary>The entry point.</summary>
public sealed partial class Program;
