using System.Text;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Core.Catalog;

/// <summary>
/// Finds regions and topics by the gazetteer: in the tags of a post, which are names in any of its languages, and in the text where the
/// tags say nothing.
/// </summary>
public sealed class GazetteerSubjects : ISubjectFinder
{
    private const int MostOfText = 4;

    /// <summary>Weight that a region or topic of the text needs, so that none is taken from a passing mention of a person.</summary>
    private const double LeastOfText = 1;

    private readonly Tagger tagger;
    private readonly Dictionary<string, GazetteerEntry> entries = [];

    public GazetteerSubjects(Tagger tagger)
    {
        this.tagger = tagger;
        foreach (var entry in tagger.Contents.Entries)
        {
            foreach (var name in entry.Names)
            {
                entries.TryAdd(PlainText.Normalise(name.Text), entry);
            }
        }
    }

    public ImportSubjects Find(IReadOnlyList<string> tags, string title, string text, string language)
    {
        var (regions, topics) = (new List<string>(), new List<string>());
        foreach (var tag in ImportSubjects.Meant(tags))
        {
            Take(tag, language, regions, topics);
        }
        if (regions.Count == 0 || topics.Count == 0)
        {
            var said = tagger.Tag(title, text, language);
            regions.AddRange(regions.Count == 0 ? Strongest(TagWeights.Regions(said)) : []);
            topics.AddRange(topics.Count == 0 ? Strongest(TagWeights.Topics(said)) : []);
        }
        return new([.. regions.Distinct()], [.. topics.Distinct()]);
    }

    private void Take(string tag, string language, List<string> regions, List<string> topics)
    {
        var entry = entries.GetValueOrDefault(PlainText.Normalise(tag));
        var isPlace = entry?.Kind is GazetteerKind.State or GazetteerKind.Region;
        // Of states outside of the neighbourhood the gazetteer knows the names only, and briefs may have a region of them: Kazakhstan.
        var region = isPlace && entry!.Regions is [var own, ..]
            ? own
            : (isPlace ? entry!.Names.Select(n => n.Text) : []).Append(tag).Select(BriefRegion.Named)
                .FirstOrDefault(code => code is not null);
        if (region is not null)
        {
            regions.Add(region);
            return;
        }
        if (entry is not null)
        {
            topics.Add(entry.Id);
            return;
        }
        var topic = ImportSubjects.Topic(tag);
        // A word that is not English has the ID of our topic, so that briefs of all languages meet there.
        var known = Ascii.IsValid(tag) && LanguageGuess.Guess(tag) is null or "en" ? []
            : tagger.Tag(tag, "", LanguageGuess.Guess(tag) ?? language).Topics.Select(t => t.What).Take(2).ToList();
        topics.AddRange(known.Count > 0 ? known : topic.Length > 0 ? [topic] : []);
    }

    private static IEnumerable<string> Strongest(Dictionary<string, double> weights) => weights
        .Where(w => w.Value >= LeastOfText).OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Take(MostOfText)
        .Select(w => w.Key);
}
