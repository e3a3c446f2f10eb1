using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Configuration;

/// <summary>
/// Brings the files into force. Verbs that serve or poll declare them to the store (<see cref="LoadAsync"/>); all others only read them
/// (<see cref="ReadAsync"/>), since a running server's sources and briefs are in that store too.
/// </summary>
internal sealed partial class CatalogLoader(
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

    /// <summary>Whether a brief has come out since the last load: its number must then be stored, though no file has changed.</summary>
    public bool ReleaseIsDue => nextRelease <= time.GetUtcNow();

    /// <summary>Loads the files as they are now and declares them to the store. Not for concurrent use.</summary>
    /// <exception cref="CatalogException">At the first load, <c>site.yaml</c> is bad and the store has no last good text of it.</exception>
    /// <exception cref="OtherCatalogException">The store belongs to another catalog.</exception>
    public async Task<FeedCatalog> LoadAsync(CancellationToken cancellationToken)
    {
        var standing = current.ValueOrNull;
        var (reading, lastGood) = await TakeAsync(standing, cancellationToken);
        if (standing is not null && reading.Absence is { } absence)
        {
            Report([absence]);
            if (!standing.Problems.Contains(absence))
            {
                current.Replace(standing with { Problems = [absence] });
            }
            return current.Value;
        }
        Report(reading.Problems);
        if (standing is not null && !ReleaseIsDue && standing.Hash == reading.Hash && standing.Problems.SequenceEqual(reading.Problems))
        {
            return standing;
        }
        var now = time.GetUtcNow();
        var identities = new Dictionary<string, IReadOnlyDictionary<string, BriefIdentity>>();
        foreach (var series in reading.Series)
        {
            identities[series.Series.Slug] = await KeepAsync(series, now, cancellationToken);
        }
        var catalog = reading.Identified(s => identities[s.Series.Slug]);
        await sources.ReconcileAsync(catalog.Sources, now, cancellationToken);
        if (reading.Absence is null && !Equal(lastGood, reading.GoodTexts))
        {
            await kept.KeepAsync(reading.GoodTexts, cancellationToken);
        }
        current.Replace(catalog);
        nextRelease = catalog.Series.Min(s => s.NextReleaseAfter(now));
        var (enabled, published) = (catalog.Sources.Count(s => s.Enabled), catalog.Series.Sum(s => s.Briefs.Count));
        LogLoaded(options.ConfigDirectory, enabled, catalog.Sources.Count, published, catalog.Problems.Count, catalog.Hash);
        return catalog;
    }

    /// <summary>
    /// Reads the files as they are now and writes nothing; briefs to which the store has not given an identity yet get a provisional one.
    /// </summary>
    /// <param name="report">Whether the log says what is wrong in the files.</param>
    /// <exception cref="CatalogException"><c>site.yaml</c> is bad, and the store has no last good text of it.</exception>
    public async Task<FeedCatalog> ReadAsync(CancellationToken cancellationToken, bool report = true)
    {
        var reading = reader.Read(await kept.LastGoodAsync(cancellationToken), null, await DeclaredAsync(cancellationToken));
        if (report)
        {
            Report(reading.Problems);
        }
        var known = new Dictionary<string, IReadOnlyDictionary<string, BriefIdentity>>();
        foreach (var series in reading.Series)
        {
            known[series.Series.Slug] = await briefs.KnownAsync(series.Series.Slug, cancellationToken);
        }
        var catalog = reading.Identified(s => BriefIdentities.From(s.Claims, known[s.Series.Slug]));
        current.Replace(catalog);
        return catalog;
    }

    /// <summary>
    /// Makes sure that the store belongs to this catalog, which claims a store without an owner, and reads the files as
    /// <see cref="ReadAsync"/> does: for a verb that writes something of its own.
    /// </summary>
    /// <exception cref="OtherCatalogException">The store belongs to another catalog; nothing was read or written.</exception>
    public async Task<FeedCatalog> ReadOwnAsync(CancellationToken cancellationToken)
    {
        await TakeAsync(null, cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    /// <summary>
    /// Gives the briefs of one series their identities and stores their versions: for a verb that has written some of them.
    /// </summary>
    public async Task KeepBriefsAsync(string series, CancellationToken cancellationToken)
    {
        var reading = reader.Read(await kept.LastGoodAsync(cancellationToken), null, await DeclaredAsync(cancellationToken));
        foreach (var draft in reading.Series.Where(s => s.Series.Slug == series))
        {
            await KeepAsync(draft, time.GetUtcNow(), cancellationToken);
        }
    }

    private async Task<IReadOnlyDictionary<string,
        BriefIdentity>> KeepAsync(SeriesDraft series, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var identities = await briefs.IdentifyAsync(series.Series.Slug, series.Claims, now, cancellationToken);
        await briefs.KeepVersionsAsync(series.Series.Slug, series.Texts, now, cancellationToken);
        return identities;
    }

    /// <summary>Reads the files, and makes sure that the store belongs to their catalog before anything in it is changed.</summary>
    private async Task<(CatalogReading Reading, IReadOnlyDictionary<string, string> LastGood)> TakeAsync(
        FeedCatalog? standing, CancellationToken cancellationToken)
    {
        var owner = await kept.OwnerAsync(cancellationToken);
        var lastGood = await kept.LastGoodAsync(cancellationToken);
        var reading = reader.Read(lastGood, standing, standing is null ? await DeclaredAsync(cancellationToken) : null);
        // A running server reports a changed tag authority like any other mistake in a file; sample data belongs to no catalog.
        var ours = standing?.Site.Address.TagAuthority ?? reading.TagAuthority ?? reading.Site?.Address.TagAuthority;
        if (ours is null || ours == owner || options.Sample)
        {
            return (reading, lastGood);
        }
        var adopts = options.Adopt && standing is null;
        if (owner is not null && adopts)
        {
            // The other catalog's texts must not replace any of this one's.
            lastGood = new Dictionary<string, string>();
            reading = reader.Read(lastGood, standing);
        }
        if (reading.Site is not null && (owner is null || adopts))
        {
            owner = await kept.ClaimAsync(ours, adopts, cancellationToken);
        }
        return owner is null || owner == ours ? (reading, lastGood) : throw new OtherCatalogException(options, owner, ours);
    }

    /// <summary>The sources that the store knows; only if an OPML file declares them, since that file may be bad or missing.</summary>
    private async Task<IReadOnlyList<Source>?> DeclaredAsync(CancellationToken cancellationToken)
    {
        if (options.OpmlFile is null)
        {
            return null;
        }
        var declared = (await sources.OverviewAsync(cancellationToken)).Where(s => s.Declared).Select(s => s.Source).ToList();
        return declared.Count > 0 ? declared : null;
    }

    /// <summary>Logs each problem once, until it is fixed or replaced by another.</summary>
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

    [LoggerMessage(3, LogLevel.Information, "Configuration problem fixed: {Problem}")]
    private partial void LogMended(CatalogProblem problem);
}
