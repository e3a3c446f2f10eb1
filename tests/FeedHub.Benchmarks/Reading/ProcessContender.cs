using System.Diagnostics;
using System.Globalization;

namespace FeedHub.Benchmarks.Reading;

/// <summary>A reader in another language, kept running so that its rounds are as warm as ours.</summary>
internal sealed class ProcessContender : IContender
{
    private readonly Process _process;

    private ProcessContender(string name, Process process)
    {
        Name = name;
        _process = process;
    }

    public string Name { get; }

    public static ProcessContender Start(string name, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return new ProcessContender(name, Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    public Round Run()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended without an answer.");
        var parts = answer.Split(' ');
        return new Round(int.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
