using System.CommandLine;
using System.Net.Sockets;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Sample;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub serve</c>: serves pages and feeds, and polls the sources, until it is stopped.</summary>
internal sealed class ServeCommand : Verb
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel.Core";
    private readonly CommonOptions common;
    private readonly Option<bool> sample = Sample();
    private readonly Option<bool> adopt = Adopt();

    public ServeCommand(CommonOptions common)
        : base(
            "serve", "Serve pages and feeds, and poll the sources. The default without a verb.",
            "--sample",
            "--urls http://0.0.0.0:8080 --public-url https://feeds.example.org --data /var/lib/feedhub",
            "--opml subscriptions.opml --allow-network 10.1.0.0/16")
    {
        this.common = common;
        Add(sample);
        Add(adopt);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, sample, adopt, cancellationToken));
    }

    /// <summary>Without a verb, the root does what this verb does.</summary>
    public void MakeDefaultOf(RootCommand root)
    {
        var (ownSample, ownAdopt) = (Sample(), Adopt());
        root.Add(ownSample);
        root.Add(ownAdopt);
        root.SetAction((parsed, cancellationToken) => RunAsync(parsed, ownSample, ownAdopt, cancellationToken));
    }

    private static Option<bool> Sample() =>
        new("--sample") { Description = "Show invented outlets in six languages, served by this process; needs no network" };

    private static Option<bool> Adopt() =>
        new("--adopt")
        {
            Description = "Take over a data folder that belongs to another catalog (another tag_authority): its sources are "
                + "replaced, its entries are kept",
        };

    private async Task<int> RunAsync(ParseResult parsed, Option<bool> sample, Option<bool> adopt, CancellationToken cancellationToken)
    {
        var options = common.Read(parsed, parsed.GetValue(sample)) with { Adopt = parsed.GetValue(adopt) };
        await using var outlets = options.Sample
            ? await SampleMode.StartOutletsAsync(options, TimeProvider.System, cancellationToken)
            : null;
        if (outlets is null)
            SampleFolder.RefuseIn(options.DataDirectory);
        else
            options = SampleMode.Over(outlets, options);
        var listens = false;
        // A failure to listen is reported here, in one line; the host would log it with a stack trace.
        await using var app = await FeedHubApplication.BuildAsync(
            options, builder => builder.Logging.AddFilter(Host, level => listens && level >= LogLevel.Warning), cancellationToken);
        await StartAsync(app, options, cancellationToken);
        listens = true;
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"FeedHub{(options.Sample ? " with sample data" : "")} is running at {string.Join(" and ", app.Urls)} (data in "
                + $"{options.Store}); stop it with Ctrl+C");
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task StartAsync(WebApplication app, FeedHubOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception unbound)
            when (unbound is IOException { InnerException: not null } or SocketException or InvalidOperationException { Source: Kestrel })
        {
            var socket = unbound as SocketException ?? unbound.InnerException as SocketException
                ?? unbound.InnerException?.InnerException as SocketException;
            var (wanted, why) = (string.Join(" or ", options.Urls), unbound.Message.ReplaceLineEndings(" ").TrimEnd('.'));
            throw new CommandFailure(
                socket?.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse =>
                        $"Cannot listen on {wanted}: another program is using it, perhaps another FeedHub. "
                            + "Stop that one, or choose another address with --urls.",
                    SocketError.AccessDenied =>
                        $"Cannot listen on {wanted}: FeedHub's user does not have permission. "
                            + "Choose a port of 1024 or above with --urls, or grant CAP_NET_BIND_SERVICE.",
                    SocketError.AddressNotAvailable =>
                        $"Cannot listen on {wanted}: this machine has no such address. Choose one that it has with --urls.",
                    _ => $"Cannot listen on {wanted}: {why}. Choose another address with --urls.",
                },
                CommandFailure.AddressUnusable,
                unbound);
        }
    }
}
