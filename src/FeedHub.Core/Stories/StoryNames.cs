using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Core.Stories;

/// <summary>The places, people and organisations that a story is about: those that its reports name, above all in their titles.</summary>
public static class StoryNames
{
    private const double InTitle = 3;

    /// <summary>A state or a people is named in most news from there, and says little of one story.</summary>
    private const double OfWide = 0.5;

    /// <summary>Share of the weight of the strongest that another needs.</summary>
    private const double Share = 1.0 / 3;

    /// <summary>Strongest first. Only what <see cref="Tagger.Names"/> finds, so that nobody else of a surname is among them.</summary>
    /// <param name="story">With its texts as far as excerpts need them.</param>
    public static IReadOnlyList<GazetteerEntry> Of(Story story, Tagger tagger, int most)
    {
        var weights = new Dictionary<string, (GazetteerEntry Entry, double Weight, int Order)>();
        var originals = story.Reports.Where(r => r.DuplicateOf is null).ToList();
        foreach (var report in originals.Count > 0 ? originals : story.Reports)
        {
            var named = tagger.Names(report.Entry.Title, report.Entry.Text, report.Entry.Language)
                .Where(n => n.Entry is not null).GroupBy(n => n.Entry!.Id);
            foreach (var mentions in named)
            {
                var entry = mentions.First().Entry!;
                var weight = (mentions.Any(m => m.InTitle) ? InTitle : 1) * (IsWide(entry) ? OfWide : 1);
                var (_, before, order) = weights.GetValueOrDefault(entry.Id, (entry, 0, weights.Count));
                weights[entry.Id] = (entry, before + weight, order);
            }
        }
        var least = weights.Count == 0 ? 0 : weights.Values.Max(w => w.Weight) * Share;
        return
        [
            .. weights.Values.Where(w => w.Weight >= least).OrderByDescending(w => w.Weight).ThenBy(w => w.Order).Take(most)
                .Select(w => w.Entry),
        ];
    }

    /// <summary>Whether a name alone is about far more than one story.</summary>
    public static bool IsWide(GazetteerEntry entry) => entry.Kind is GazetteerKind.State or GazetteerKind.People or GazetteerKind.Union;
}
