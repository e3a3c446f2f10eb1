using FeedHub.Core.Sources.Settings;

namespace FeedHub.Core.Stories;

/// <summary>Who tells a story: what a reader should know of an event that one kind of outlet, or one country's, tells alone.</summary>
/// <param name="Sources">How many outlets.</param>
/// <param name="Languages">BCP 47 primary tags, sorted.</param>
/// <param name="Countries">ISO 3166-1 codes of the outlets, sorted.</param>
/// <param name="Kinds">Each once, in the order of their list; outlets of unknown kind are in <paramref name="KindsKnown"/>.</param>
/// <param name="KindsKnown">Whether every outlet's kind is known.</param>
public sealed record StoryCoverage(
    int Sources, IReadOnlyList<string> Languages, IReadOnlyList<string> Countries, IReadOnlyList<SourceKind> Kinds, bool KindsKnown)
{
    /// <param name="reports">Of one story, copies among them.</param>
    public static StoryCoverage From(IReadOnlyList<Report> reports)
    {
        var outlets = reports.Select(t => t.Source).DistinctBy(s => s.Id).ToList();
        return new StoryCoverage(
            outlets.Count,
            [.. reports.Select(t => t.Entry.Language.Split('-')[0]).Where(l => l != "und").Distinct().Order(StringComparer.Ordinal)],
            [.. outlets.SelectMany(s => s.Countries).Distinct().Order(StringComparer.Ordinal)],
            [.. outlets.Select(s => s.Kind).OfType<SourceKind>().Distinct().Order()],
            outlets.TrueForAll(s => s.Kind is not null));
    }
}
