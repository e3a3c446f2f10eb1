using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using FeedHub.Storage.Sqlite;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Commands;

/// <summary>
/// A start in surroundings that do not let FeedHub work: one line that says what to do, and the exit code that the README names.
/// </summary>
public sealed class UnusableSurroundingsTests : IDisposable
{
    private readonly TemporaryConfig config = new();

    private string Data => Path.Combine(config.Folder, "data");

    public static readonly string[] Verbs =
    [
        "serve --urls http://127.0.0.1:0", "refresh", "brief list", "brief accept weekly/first", "import BRIEF --series weekly", "regroup",
        "preview BRIEF --series weekly", "opml export",
        "key add --role admin", "key list", "key revoke 0", "story merge 1 2", "undo-move alpha", "fold", "backup COPY",
    ];

    public static TheoryData<string, string> DamagedStates()
    {
        var data = new TheoryData<string, string>();
        foreach (var verb in Verbs)
        {
            data.Add(verb, "garbage");
            data.Add(verb, "damaged within");
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(DamagedStates))]
    public async Task A_damaged_database_is_told_in_one_line_and_exits_3(string line, string state)
    {
        Directory.CreateDirectory(Data);
        var file = Path.Combine(Data, "feedhub.db");
        if (state == "garbage")
            await File.WriteAllTextAsync(file, new string('x', 5000));
        else
            await DamageWithinAsync(file);
        var before = await File.ReadAllBytesAsync(file);
        await AssertUnusableAsync(line, Data, "its database is damaged (SQLite Error ", "restore a backup with feedhub restore FILE");
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
    }

    [Theory]
    [InlineData("serve --urls http://127.0.0.1:0")]
    [InlineData("refresh")]
    [InlineData("brief list")]
    [InlineData("key add --role admin")]
    public async Task A_data_folder_that_is_a_file_is_told_in_one_line_and_exits_3(string line)
    {
        await File.WriteAllTextAsync(Data, "precious");
        await AssertUnusableAsync(line, Data, "it is a file; name a folder with --data DIR");
        Assert.Equal("precious", await File.ReadAllTextAsync(Data));
    }

    [Theory]
    [InlineData("serve --urls http://127.0.0.1:0", 100)]
    [InlineData("serve --urls http://127.0.0.1:0", 8)]
    [InlineData("refresh", 100)]
    [InlineData("refresh", 340)]
    [InlineData("key add --role admin", 100)]
    [InlineData("import BRIEF --series weekly", 100)]
    public async Task A_full_disk_at_the_start_is_told_in_one_line_and_exits_3(string line, int kibibytes)
    {
        using var disk = SmallDisk.Mount(kibibytes);
        await AssertUnusableAsync(line, Path.Combine(disk.Folder, "data"));
    }

    [Theory]
    [InlineData("serve --urls http://127.0.0.1:0")]
    [InlineData("refresh")]
    [InlineData("key add --role admin")]
    [InlineData("import BRIEF --series weekly")]
    public async Task A_data_folder_that_cannot_be_written_is_told_in_one_line_and_exits_3(string line)
    {
        using var disk = SmallDisk.Mount(8192);
        var data = Path.Combine(disk.Folder, "data");
        using (var database = new SqliteDatabase(data))
            database.Migrate();
        disk.MakeReadOnly();
        await AssertUnusableAsync(line, data);
    }

    [Fact]
    public async Task A_damaged_database_gives_way_to_a_backup_and_is_kept()
    {
        using (var database = new SqliteDatabase(Data))
        {
            database.Migrate();
            await new SqliteBackup(database).WriteAsync(Path.Combine(config.Folder, "copy.db"), default);
        }
        var file = Path.Combine(Data, "feedhub.db");
        await File.WriteAllTextAsync(file, new string('x', 5000));
        var run = await RunAsync($"restore {Path.Combine(config.Folder, "copy.db")}", Data);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"The previous database is in {file}.before-restore", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("xxx", await File.ReadAllTextAsync(file + ".before-restore"), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("key list", Data)).Code);
    }

    [Fact]
    public async Task An_address_that_needs_a_certificate_is_told_in_one_line_and_exits_4()
    {
        var (code, error) = await ProcessAsync("dotnet", "serve", "--urls", "https://127.0.0.1:0");
        Assert.StartsWith("feedhub: Cannot listen on https://127.0.0.1:0: ",
            Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(4, code);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_line_and_exits_4()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        var (code, error) = await ProcessAsync("dotnet", "serve", "--urls", url);
        Assert.Equal(
            (4, $"feedhub: Cannot listen on {url}: another program is using it, perhaps another FeedHub. "
                + "Stop that one, or choose another address with --urls.\n"), (code, error));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_told_in_one_line_and_exits_4()
    {
        var (code, error) = await ProcessAsync("dotnet", "serve", "--urls", "http://198.51.100.7:18099");
        Assert.Equal(
            (4, "feedhub: Cannot listen on http://198.51.100.7:18099: this machine has no such address. "
                + "Choose one that it has with --urls.\n"), (code, error));
    }

    [Fact]
    public async Task A_port_that_the_user_may_not_have_is_told_in_one_line_and_exits_4()
    {
        const string Floor = "/proc/sys/net/ipv4/ip_unprivileged_port_start";
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/setpriv") || Environment.UserName != "root"
            || (await File.ReadAllTextAsync(Floor)).Trim() == "0")
        {
            Assert.Skip("It takes root, setpriv and ports that are reserved.");
        }
        // As root, but without any of root's rights.
        var (code, error) = await ProcessAsync(
            "setpriv", ["--bounding-set=-all", "--inh-caps=-all", "--", "dotnet"], "serve", "--urls", "http://127.0.0.1:81");
        Assert.Equal(
            (4, "feedhub: Cannot listen on http://127.0.0.1:81: FeedHub's user does not have permission. "
                + "Choose a port of 1024 or above with --urls, or grant CAP_NET_BIND_SERVICE.\n"), (code, error));
    }

    public void Dispose() => config.Dispose();

    /// <summary>Sound in its first page, which is all that opening it reads, and rubbish after that.</summary>
    private static async Task DamageWithinAsync(string file)
    {
        using (var database = new SqliteDatabase(Path.GetDirectoryName(file)!))
            database.Migrate();
        var bytes = await File.ReadAllBytesAsync(file);
        RandomNumberGenerator.Fill(bytes.AsSpan(4096));
        await File.WriteAllBytesAsync(file, bytes);
    }

    private async Task AssertUnusableAsync(string line, string data, params string[] words)
    {
        var (code, _, error) = await RunAsync(line, data);
        Assert.StartsWith(
            $"feedhub: the data folder {data} cannot be used: ", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, error, StringComparison.Ordinal));
        Assert.Equal(3, code);
    }

    private Task<FeedHubRun> RunAsync(string line, string data) => FeedHubRun.OfAsync(
    [
        .. line.Replace("BRIEF", Path.Combine(config.Folder, "series/weekly/briefs/first.md"), StringComparison.Ordinal)
            .Replace("COPY", Path.Combine(config.Folder, "copy.db"), StringComparison.Ordinal).Split(' '),
        "--config", config.Folder, "--data", data,
    ]);

    private Task<(int Code, string Error)> ProcessAsync(string command, params string[] verb) => ProcessAsync(command, [], verb);

    /// <summary>All that a process of its own says on standard error, its log too, but for what is in force.</summary>
    private async Task<(int Code, string Error)> ProcessAsync(string command, string[] before, params string[] verb)
    {
        using var process = Process.Start(new ProcessStartInfo(
            command, [.. before, Path.Combine(AppContext.BaseDirectory, "feedhub.dll"), .. verb, "--config", config.Folder, "--data", Data])
        { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var told = error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.Contains(" info: ", StringComparison.Ordinal));
        return (process.ExitCode, string.Concat(told.Select(l => l + "\n")));
    }
}
