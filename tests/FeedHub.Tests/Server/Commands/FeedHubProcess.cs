using System.Diagnostics;

namespace FeedHub.Tests.Server.Commands;

/// <summary>FeedHub as a process of its own, to be killed.</summary>
public sealed class FeedHubProcess : IDisposable
{
    private readonly Process process;

    public FeedHubProcess(params string[] args) => process = Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "feedhub.dll"), .. args]))!;

    /// <summary>Ends it as a power cut would: SIGKILL, nothing is cleaned up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
