using System.Diagnostics;
using System.Globalization;

namespace FeedHub.Benchmarks.Reading;

/// <summary>A reader in another language, kept running so that its rounds are as warm as ours.</summary>
internal sealed class ProcessContender : IContender
{
    private readonly Process process;

    private ProcessContender(string name, Process process)
    {
        Name = name;
        this.process = process;
    }

    public string Name { get; }

    public static ProcessContender Start(string name, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return new ProcessContender(name, Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    public Round Run()
    {
        process.StandardInput.WriteLine();
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended without an answer.");
        var parts = answer.Split(' ');
        return new Round(int.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
