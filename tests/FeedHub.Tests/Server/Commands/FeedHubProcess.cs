using System.Diagnostics;

namespace FeedHub.Tests.Server.Commands;

/// <summary>FeedHub as a process of its own, to be killed or measured.</summary>
public sealed class FeedHubProcess : IDisposable
{
    private readonly Process process;

    public FeedHubProcess(params string[] args)
        : this(new Dictionary<string, string>(), args)
    {
    }

    /// <param name="environment">Added to that of the tests.</param>
    public FeedHubProcess(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "feedhub.dll"), .. args]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    /// <summary>Ends it as a power cut would: SIGKILL, nothing is cleaned up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code, and the most memory that it held at once (resident, VmHWM of proc(5)) as seen until shortly before the
    /// end.</returns>
    public async Task<(int Code, long PeakBytes)> MeasureAsync(CancellationToken cancellationToken)
    {
        var peak = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            peak = Math.Max(peak, process.PeakWorkingSet64);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
        return (process.ExitCode, peak);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
