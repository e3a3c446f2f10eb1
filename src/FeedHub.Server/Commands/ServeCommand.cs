using System.CommandLine;
using System.Net.Sockets;
using FeedHub.Server.Sample;
using Microsoft.AspNetCore.Connections;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub serve</c>: pages, feeds and polling, until told to stop.</summary>
internal sealed class ServeCommand : Verb
{
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
        new("--sample") { Description = "Show invented outlets of six languages, served by this process; needs no network" };

    private static Option<bool> Adopt() =>
        new("--adopt") { Description = "Take over a data folder that belongs to another catalog (another tag_authority): its sources are replaced, its entries stay" };

    private async Task<int> RunAsync(ParseResult parsed, Option<bool> sample, Option<bool> adopt, CancellationToken cancellationToken)
    {
        var options = common.Read(parsed, parsed.GetValue(sample)) with { Adopt = parsed.GetValue(adopt) };
        await using var outlets = options.Sample ? await SampleMode.StartOutletsAsync(options, TimeProvider.System, cancellationToken) : null;
        if (outlets is null)
            SampleFolder.RefuseIn(options.DataDirectory);
        else
            options = SampleMode.Over(outlets, options);
        await using var app = await FeedHubApplication.BuildAsync(options, _ => { }, cancellationToken);
        await StartAsync(app, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"FeedHub{(options.Sample ? " with sample data" : "")} is at {string.Join(" and ", app.Urls)} – data in {options.DataDirectory} – stop it with Ctrl+C");
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception unbound) when (unbound is IOException { InnerException: AddressInUseException } or SocketException)
        {
            throw new CommandFailure($"Cannot listen: {unbound.Message.TrimEnd('.')}. Is FeedHub running already? Choose another address with --urls.");
        }
    }
}
