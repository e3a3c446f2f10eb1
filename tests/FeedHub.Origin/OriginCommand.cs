using System.CommandLine;
using FeedHub.Origin.Faults;

namespace FeedHub.Origin;

/// <summary>The origin as a program.</summary>
internal static class OriginCommand
{
    private static readonly Option<DirectoryInfo> Root =
        new Option<DirectoryInfo>("--root") { Description = "Folder of feed files to serve" }.AcceptExistingOnly();

    private static readonly Option<FileInfo> Headers = new Option<FileInfo>("--headers")
    {
        Description =
            "JSON file with response headers for individual files:  {\"FILE\": {\"Name\": \"value\"}}, or a list of {file, http_headers}",
    }.AcceptExistingOnly();

    private static readonly Option<int> Hosts = new("--hosts")
    {
        Description = "How many host addresses to listen on, from 127.0.1.1 on",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port, the same on all addresses; 0 for any free port",
        DefaultValueFactory = _ => 8090,
    };

    private static readonly Option<FileInfo> Opml = new("--opml")
    {
        Description = "Write the subscription list (OPML) to this file",
    };

    private static readonly Option<FileInfo> Log = new("--log")
    {
        Description = "Write a line for each request to this file: milliseconds since 1970 at its beginning and end, host, path",
    };

    public static Task<int> Main(string[] args)
    {
        Hosts.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 1 or > 50_000)
                r.AddError("--hosts must be 1 to 50000.");
        });
        var command = new RootCommand(Description()) { Root, Headers, Hosts, Port, Opml, Log };
        command.SetAction(RunAsync);
        return command.Parse(args).InvokeAsync();
    }

    private static string Description() =>
        $"""
        Serves feeds on loopback addresses, well or with a fault on demand.

        /                   the subscription list (OPML) of every file, spread over the hosts.
        /PATH               a file below --root, with ETag, Last-Modified and 304;
                            /feed.rss, /feed.atom and /feed.json are always there.
        {FeedOrigin.Inbox}              takes what is sent to it, and answers 204. Faults take it too.
        /fault/NAME;argument=value;.../PATH
                            the same file with a fault. PATH may itself be a fault, to redirect to one.
                            Values are escaped as in any address. Without PATH it is /feed.rss.

        Faults, with their arguments and defaults:
        {FaultCatalog.Describe()}

        Example: --root feeds --hosts 100 --opml feeds.opml
        """;

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var root = parsed.GetValue(Root)?.FullName;
        var headers = parsed.GetValue(Headers)?.FullName;
        if (headers is not null && root is null)
        {
            await Console.Error.WriteLineAsync("--headers needs --root.");
            return 1;
        }

        await using var log = parsed.GetValue(Log) is { } file ? new StreamWriter(file.FullName) { AutoFlush = true } : null;
        var options = new FeedOriginOptions
        {
            Root = root,
            Addresses = FeedOriginOptions.Loopback(parsed.GetValue(Hosts)),
            Port = parsed.GetValue(Port),
            Log = log,
            Verbose = true,
        };
        if (headers is not null)
            options = options with { Headers = HeaderMap.Read(headers, root!) };
        await using var origin = await FeedOrigin.StartAsync(options, cancellationToken);
        if (parsed.GetValue(Opml) is { } opml)
            OpmlList.Write(origin, opml.FullName);
        Console.WriteLine(
            $"Serving {origin.Paths().Count()} files on {origin.Url("/")} ({origin.Addresses.Count} addresses). Ctrl+C stops.");
        await origin.WaitAsync(cancellationToken);
        return 0;
    }
}
