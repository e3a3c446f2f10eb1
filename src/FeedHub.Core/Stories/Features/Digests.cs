using System.Text.RegularExpressions;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Core.Stories.Features;

/// <summary>
/// Recognises a text that tells several events: it says so ("press review"), or its title lists events in different countries. Such a text
/// belongs to no story, and what it names is not what a story is about.
/// </summary>
internal static partial class Digests
{
    /// <summary>Words without which a part of a title tells no event: "Armenia, Azerbaijan and Georgia sign".</summary>
    private const int LeastWords = 2;

    /// <param name="tags">What the whole text mentions.</param>
    public static bool IsDigest(Tagger tagger, string title, string language, Tags tags) =>
        tags.Concepts.Any(c => c.InTitle && c.What.Weight == ConceptWeight.Digest)
        // What somebody says, or what a title announces before a colon, is one event.
        || (!IsAnnounced().IsMatch(title)
            && (Parts(tagger, title, language, Marks(), least: 2) is var marked
                && (AreEvents(marked, least: 2) || HaveNothingInCommon(marked))
                || AreEvents(Parts(tagger, title, language, Commas(), least: 3), least: 3)));

    /// <summary>
    /// What each part of a title mentions; empty if there are fewer than these, or a part is no sentence, or mentions nothing.
    /// </summary>
    private static Tags[] Parts(Tagger tagger, string title, string language, Regex separator, int least)
    {
        var parts = separator.Split(title);
        if (parts.Length < least || Array.Exists(parts, p => p.AsSpan().Trim().Count(' ') < LeastWords - 1))
            return [];
        var tagged = Array.ConvertAll(parts, p => tagger.Tag(p, "", language));
        return Array.TrueForAll(tagged, t => t.Concepts.Count + t.Entities.Count > 0) ? tagged : [];
    }

    /// <summary>Whether enough parts tell what happened where, one of them in a country that another does not name.</summary>
    private static bool AreEvents(Tags[] parts, int least) =>
        Array.FindAll(parts, t => t.Concepts.Count > 0 && t.Entities.Count > 0) is var events && events.Length >= least
        && Array.Exists(events, one => Array.Exists(parts, other => AreElsewhere(one, other)));

    private static bool AreElsewhere(Tags one, Tags other) =>
        (Regions(one), Regions(other)) is ({ Count: > 0 } a, { Count: > 0 } b) && !a.Overlaps(b) && !ShareConcept(one, other);

    /// <summary>Whether three parts or more share neither a name nor a concept.</summary>
    private static bool HaveNothingInCommon(Tags[] parts) => parts.Length >= 3
        && parts.Index().All(one => parts.Take(one.Index).All(other => !ShareConcept(one.Item, other)
            && !one.Item.Entities.Any(e => other.Entities.Any(f => f.What == e.What))));

    private static bool ShareConcept(Tags one, Tags other) => one.Concepts.Any(c => other.Concepts.Any(d => d.What == c.What));

    private static HashSet<string> Regions(Tags tags) => [.. tags.Entities.SelectMany(e => e.What.Regions)];

    /// <summary>A colon, which in Armenian is a dot.</summary>
    [GeneratedRegex(@":|․\s")]
    private static partial Regex IsAnnounced();

    /// <summary>Marks that stand between headlines.</summary>
    [GeneratedRegex(@";\s+|\s+(?:[|/·•]|//)\s+")]
    private static partial Regex Marks();

    [GeneratedRegex(@"[;,]\s+|\s+[|/·•—–]\s+|\s+(?:and|и|а|və|եւ|և|իսկ|და|ve)\s+")]
    private static partial Regex Commas();
}
