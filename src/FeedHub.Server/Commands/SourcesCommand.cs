using System.CommandLine;
using System.Globalization;
using System.Text;
using FeedHub.Core.Catalog;
using FeedHub.Core.Content;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Ingestion.Verification;
using FeedHub.Core.Sources;
using FeedHub.Core.Urls;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Configuration.Mirroring;
using FeedHub.Server.Sample;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub sources verify</c>: tries the sources that nobody has seen working, and may enable those that work.</summary>
internal sealed class SourcesCommand : Verb
{
    private readonly CommonOptions common;
    private readonly Option<bool> enable =
        new("--enable") { Description = "Poll the sources that work from now on, though their files disable them" };
    private readonly Option<string> only = new("--source") { HelpName = "ID", Description = "Try only this source, tried before or not" };

    public SourcesCommand(CommonOptions common)
        : base(
            "sources",
            "Try the declared sources that nobody has seen working. The findings are kept in the data folder; your files are not changed.",
            "verify",
            "verify --enable",
            "verify --source agos")
    {
        this.common = common;
        var verify = new Command(
            "verify",
            "Fetch each source without “verified” once, politely; look for another feed from its home page if its address is dead")
        { enable, only };
        verify.SetAction(VerifyAsync);
        Add(verify);
    }

    private async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = common.Read(parsed, sample: false);
        SampleFolder.RefuseIn(options.DataDirectory);
        await using var app = await FeedHubApplication.BuildForWritingAsync(options, cancellationToken);
        var services = app.Services;
        var declared = services.GetRequiredService<CurrentCatalog>().Value.Sources;
        var (output, enables) = (parsed.InvocationConfiguration.Output, parsed.GetValue(enable));
        var before = Kept(options);
        var asked = Asked(declared, parsed.GetValue(only), before);

        var found = new List<SourceFinding>();
        await output.WriteLineAsync($"Sources to try: {asked.Count}.");
        try
        {
            await new VerificationRun(new SourceVerifier(
                services.GetRequiredService<IFeedFetcher>(), services.GetRequiredService<TimeProvider>())).RunAsync(
                asked,
                finding =>
                {
                    found.Add(finding);
                    output.WriteLine($"[{found.Count}/{asked.Count}] {Line(finding, asked.First(s => s.Id == finding.Id))}");
                },
                cancellationToken);
        }
        finally
        {
            // What was found before an interruption is kept, and need not be tried again.
            await services.GetRequiredService<IDataFiles>().ChangeAsync(
                FindingsReader.Path,
                // Read again, since another run may have added to it.
                _ => Encoding.UTF8.GetBytes(FindingsReader.Write(Merged(Kept(options), found, enables, parsed.GetValue(only)))),
                CancellationToken.None);
        }
        await ConcludeAsync(services, found, enables, output, cancellationToken);
        return 0;
    }

    private static List<Source> Asked(
        IReadOnlyList<Source> declared, string? only, IReadOnlyDictionary<SourceId, SourceFinding> before)
    {
        if (only is null)
            return [.. declared.Where(s => s.Verified is null)];
        var source = declared.FirstOrDefault(s => s.Id.Value == only)
            ?? throw new CommandFailure($"There is no source '{only}'; the files in sources/ give the IDs.", CommandFailure.Usage);
        // One that was enabled at another address is tried as its file declares it.
        return [source.EnabledByVerification ? SourceAddress.At(source, before[source.Id].Asked) : source];
    }

    /// <summary>The findings of earlier runs.</summary>
    /// <exception cref="CommandFailure">The file is broken; writing over it would disable what it enabled.</exception>
    private static IReadOnlyDictionary<SourceId, SourceFinding> Kept(FeedHubOptions options)
    {
        if (!Path.Exists(options.FindingsFile))
            return new Dictionary<SourceId, SourceFinding>();
        var file = new ConfigFolder(options.DataDirectory, maxBytes: FindingsReader.MaxBytes).Open(FindingsReader.Path);
        return file.Read(FindingsReader.Read) ?? throw new CommandFailure(file.Problems);
    }

    private static List<SourceFinding> Merged(
        IReadOnlyDictionary<SourceId, SourceFinding> before, List<SourceFinding> found, bool enables, string? only)
    {
        var all = before.ToDictionary();
        foreach (var finding in found)
            all[finding.Id] = finding with { Enables = all.GetValueOrDefault(finding.Id)?.Enables ?? false };
        if (enables)
        {
            foreach (var finding in all.Values.Where(f => f.Works && (only is null || f.Id.Value == only)).ToList())
                all[finding.Id] = finding with { Enables = true };
        }
        return [.. all.Values];
    }

    private static async Task ConcludeAsync(
        IServiceProvider services, List<SourceFinding> found, bool enables, TextWriter output, CancellationToken cancellationToken)
    {
        var own = found.Count(f => f.Address == f.Asked);
        var elsewhere = found.Count(f => f.Works) - own;
        await output.WriteLineAsync(
            $"{found.Count} tried: {own} work at their address, {elsewhere} at another, {found.Count - own - elsewhere} not at all.");
        var catalog = await services.GetRequiredService<CatalogLoader>().ReadAsync(cancellationToken);
        if (catalog.Sources.Where(s => s.EnabledByVerification).Select(s => s.Id.Value).ToList() is { Count: > 0 } enabled)
            await output.WriteLineAsync($"Enabled by verification: {string.Join(", ", enabled)}.");
        if (!enables && catalog.Sources.Any(s => s is { Enabled: false, Tried: not null, Verified: not null }))
            await output.WriteLineAsync("To poll those that work and are disabled: feedhub sources verify --enable");
        CatalogCheck.WriteGaps(CoverageTable.From(catalog.Sources), output);
    }

    private static string Line(SourceFinding found, Source source)
    {
        if (found.Address is not { } address)
            return $"{found.Id}: dead: {TerminalText.Plain(found.Why!)}";
        var pace = found.ItemsAWeek is { } items
            ? string.Create(CultureInfo.InvariantCulture, $"{items:0.#} items a week") : "pace unknown";
        var newest = found.Newest is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "undated";
        var shown = TerminalText.Plain(RedactedUrl.From(address));
        var where = address == found.Asked ? "its address"
            : source.FallbackUrls.Contains(address) ? $"its fallback address {shown}" : $"discovered address {shown}";
        return $"{found.Id}: works at {where}: {TerminalText.Plain(found.Format!)}, language {found.Language}, {pace}, newest {newest}";
    }
}
