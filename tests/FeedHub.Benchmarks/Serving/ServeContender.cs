using System.Diagnostics;
using System.Globalization;

namespace FeedHub.Benchmarks.Serving;

/// <summary>A server in the comparison, pinned to one core.</summary>
internal abstract class ServeContender(string name, Process process) : IDisposable
{
    public string Name { get; } = name;
    protected Process Process { get; } = process;

    /// <summary>The address at which it serves the document.</summary>
    public required string Url { get; init; }

    /// <summary>CPU-seconds and, where known, bytes allocated since its start.</summary>
    public abstract (double CpuSeconds, long? Allocated) Used();

    public abstract void Dispose();

    protected static Process Pinned(string program, params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(
                "taskset", ["-c", "0", program, .. arguments])
            { RedirectStandardInput = true, RedirectStandardOutput = true })
        ?? throw new InvalidOperationException($"{program} did not start.");
}

/// <summary>A .NET server: this program again, in another role.</summary>
internal sealed class OwnContender : ServeContender
{
    private OwnContender(string name, Process process)
        : base(name, process)
    {
    }

    public static OwnContender Start(string name, string path, params string[] role)
    {
        var process = Pinned(Environment.ProcessPath!, role);
        // The server logs to standard error, so the first line here is the address.
        var address = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{name} ended before it listened.");
        return new OwnContender(name, process) { Url = address + path };
    }

    public override (double CpuSeconds, long? Allocated) Used()
    {
        Process.StandardInput.WriteLine();
        Process.StandardInput.Flush();
        var parts = (Process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended.")).Split(' ');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    public override void Dispose()
    {
        Process.StandardInput.Close();
        Process.WaitForExit();
        Process.Dispose();
    }
}

/// <summary>nginx with the document as a file, one process.</summary>
internal sealed class NginxContender : ServeContender
{
    /// <summary>Linux counts the CPU time of a process in ticks of this many a second (<c>getconf CLK_TCK</c>).</summary>
    private const double TicksPerSecond = 100;

    private NginxContender(Process process)
        : base("nginx, the same bytes as a file", process)
    {
    }

    public static NginxContender Start(string folder, string file, string mediaType, string coding, int port)
    {
        var configuration = Path.Combine(folder, $"nginx-{coding}.conf");
        File.WriteAllText(configuration, $$"""
            daemon off; master_process off; pid {{folder}}/nginx-{{coding}}.pid; error_log {{folder}}/nginx.log;
            events { worker_connections 256; }
            http {
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
              client_body_temp_path {{folder}}/t1; proxy_temp_path {{folder}}/t2; fastcgi_temp_path {{folder}}/t3; uwsgi_temp_path {{folder}}/t4; scgi_temp_path {{folder}}/t5;
              open_file_cache max=16;
              server {
                listen 127.0.0.1:{{port}};
                location = /feed { alias {{file}}; default_type "{{mediaType}}"; {{(coding == "identity" ? "" : $"add_header Content-Encoding {coding};")}} }
              }
            }
            """);
        return new NginxContender(
            Pinned("nginx", "-c", configuration, "-e", Path.Combine(folder, "nginx.log")))
        { Url = $"http://127.0.0.1:{port}/feed" };
    }

    public override (double CpuSeconds, long? Allocated) Used()
    {
        // proc(5): user and system time are fields 14 and 15; the name before them may contain anything up to its last bracket.
        var fields = File.ReadAllText($"/proc/{Process.Id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (
            (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12],
                CultureInfo.InvariantCulture)) / TicksPerSecond,
            null);
    }

    public override void Dispose()
    {
        Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
    }
}
