using FeedHub.Core.Sources.Settings;

namespace FeedHub.Core.Stories;

/// <summary>Who reports a story. Readers should know if only one kind of outlet, or only outlets of one country, report an event.</summary>
/// <param name="Sources">The number of sources.</param>
/// <param name="Outlets">The number of outlets, of which one may have several sources.</param>
/// <param name="Languages">BCP 47 primary tags, sorted.</param>
/// <param name="Countries">ISO 3166-1 codes of the outlets, sorted.</param>
/// <param name="Kinds">Distinct kinds, in the order of the enumeration, without those unknown (see <paramref name="KindsKnown"/>).</param>
/// <param name="KindsKnown">Whether every outlet's kind is known.</param>
public sealed record StoryCoverage(
    int Sources, int Outlets, IReadOnlyList<string> Languages, IReadOnlyList<string> Countries, IReadOnlyList<SourceKind> Kinds,
    bool KindsKnown)
{
    /// <param name="reports">The reports of one story, including copies.</param>
    public static StoryCoverage From(IReadOnlyList<Report> reports)
    {
        var outlets = reports.Select(t => t.Source).DistinctBy(s => s.Id).ToList();
        return new StoryCoverage(
            outlets.Count,
            outlets.Select(s => s.Outlet).Distinct().Count(),
            [.. reports.Select(t => t.Entry.Language.Split('-')[0]).Where(l => l != "und").Distinct().Order(StringComparer.Ordinal)],
            [.. outlets.SelectMany(s => s.Countries).Distinct().Order(StringComparer.Ordinal)],
            [.. outlets.Select(s => s.Kind).OfType<SourceKind>().Distinct().Order()],
            outlets.TrueForAll(s => s.Kind is not null));
    }
}
