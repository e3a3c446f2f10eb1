using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Configuration;

/// <summary>Brings the files into force: reads them, tells the stores, and replaces the current catalog.</summary>
public sealed partial class CatalogLoader(
    FeedHubOptions options,
    CurrentCatalog current,
    ISourceStore sources,
    IBriefStore briefs,
    ICatalogStore kept,
    TimeProvider time,
    ILogger<CatalogLoader> logger)
{
    private readonly CatalogReader reader = new(options);
    private HashSet<CatalogProblem> reported = [];
    private DateTimeOffset? nextRelease;

    /// <summary>Whether a brief has come out since the last load: then its number is to be kept, though no file has changed.</summary>
    public bool ReleaseIsDue => nextRelease <= time.GetUtcNow();

    /// <summary>Loads the files as they are now. Not for concurrent use.</summary>
    /// <exception cref="CatalogException">At the first load, the site's own file is bad.</exception>
    public async Task<FeedCatalog> LoadAsync(CancellationToken cancellationToken)
    {
        var standing = current.ValueOrNull;
        var lastGood = await kept.LastGoodAsync(cancellationToken);
        var reading = reader.Read(lastGood, standing);
        Report(reading.Problems);
        if (standing is not null && !ReleaseIsDue && standing.Hash == reading.Hash && standing.Problems.SequenceEqual(reading.Problems))
        {
            return standing;
        }
        var now = time.GetUtcNow();
        var identities = new Dictionary<string, IReadOnlyDictionary<string, BriefIdentity>>();
        foreach (var series in reading.Series)
        {
            identities[series.Series.Slug] = await briefs.IdentifyAsync(series.Series.Slug, series.Claims, now, cancellationToken);
            await briefs.KeepVersionsAsync(series.Series.Slug, series.Texts, now, cancellationToken);
        }
        var catalog = reading.Identified(s => identities[s.Series.Slug]);
        await sources.ReconcileAsync(catalog.Sources, time.GetUtcNow(), cancellationToken);
        if (!Equal(lastGood, reading.GoodTexts))
        {
            await kept.KeepAsync(reading.GoodTexts, cancellationToken);
        }
        current.Replace(catalog);
        nextRelease = catalog.Series.Min(s => s.NextReleaseAfter(now));
        var (enabled, published) = (catalog.Sources.Count(s => s.Enabled), catalog.Series.Sum(s => s.Briefs.Count));
        LogLoaded(options.ConfigDirectory, enabled, catalog.Sources.Count, published, catalog.Problems.Count, catalog.Hash);
        return catalog;
    }

    /// <summary>Logs each problem once, until it is mended or another takes its place.</summary>
    private void Report(IReadOnlyList<CatalogProblem> problems)
    {
        foreach (var problem in problems.Where(p => !reported.Contains(p)))
        {
            LogProblem(problem);
        }
        foreach (var mended in reported.Except(problems))
        {
            LogMended(mended);
        }
        reported = [.. problems];
    }

    private static bool Equal(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(x => b.TryGetValue(x.Key, out var text) && text == x.Value);

    [LoggerMessage(
        1, LogLevel.Information,
        "Configuration {Directory} in force: {Enabled} of {Sources} sources enabled, {Briefs} briefs, {Problems} problems; hash {Hash}")]
    private partial void LogLoaded(string directory, int enabled, int sources, int briefs, int problems, string hash);

    [LoggerMessage(2, LogLevel.Error, "Configuration problem: {Problem}")]
    private partial void LogProblem(CatalogProblem problem);

    [LoggerMessage(3, LogLevel.Information, "Configuration problem gone: {Problem}")]
    private partial void LogMended(CatalogProblem problem);
}
