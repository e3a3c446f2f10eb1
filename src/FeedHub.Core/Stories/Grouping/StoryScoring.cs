using FeedHub.Core.Stories.Comparing;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>How likely a text, or a story, belongs to a story. Not safe for concurrent use.</summary>
internal sealed class StoryScoring(GroupingWeights weights, FeatureIndex index)
{
    private const int MaxCompared = 16;

    private readonly WeighingRoom ones = new();
    private readonly WeighingRoom others = new();

    /// <summary>The score from which another story is considered for a merge, and from which a score has reasons.</summary>
    public double MergeFrom => weights.JoinAt * 0.6;

    /// <summary>What a text has in common with an entry.</summary>
    public Similarity Compare(FeatureVector vector, WindowEntry entry) =>
        Comparison.Compare(index.Weigh(vector), index.Weigh(entry, others));

    /// <summary>Compares with the whole story and not only with its last report, to prevent chains.</summary>
    /// <returns>How likely the story reports the same event, and how likely another event of the same affair.</returns>
    public (StoryScore Event, StoryScore Affair) Score(WeighedVector vector, WindowStory story)
    {
        var (best, sum, count, closest, share) = (double.NegativeInfinity, 0.0, 0, double.NegativeInfinity, weights.NearestShare);
        WindowEntry? nearest = null, relative = null;
        foreach (var member in Representatives(story))
        {
            var similarity = Comparison.Compare(vector, index.Weigh(member, others));
            var (odds, isPossible) = Odds(similarity);
            sum += odds;
            count++;
            if (odds > best && isPossible)
            {
                (best, nearest) = (odds, member);
                share = similarity is { SameLanguage: true, AreLong: true } ? weights.NearestShareOfLongTexts : weights.NearestShare;
            }
            if (weights.AffairLogOdds(similarity) is var affair && affair > closest)
                (closest, relative) = (affair, member);
        }
        return (
            Explain(GroupingWeights.Probability((share * best) + ((1 - share) * sum / count)), nearest, MergeFrom),
            Explain(GroupingWeights.Probability(closest), relative, weights.RelatedAt));

        StoryScore Explain(double score, WindowEntry? by, double from) => by is null
            ? new StoryScore(story, 0, [])
            : new StoryScore(story, score, score < from ? [] : Comparison.Reasons(vector, index.Weigh(by, others)));
    }

    /// <summary>Compares report by report; the two most similar give the reason. Null if no pair can be about the same event.</summary>
    public StoryScore? Between(WindowStory a, WindowStory b)
    {
        var (best, sum, count) = (double.NegativeInfinity, 0.0, 0);
        (WindowEntry, WindowEntry)? nearest = null;
        foreach (var one in Representatives(a))
        {
            var weighed = index.Weigh(one, ones);
            foreach (var other in Representatives(b))
            {
                var similarity = Comparison.Compare(weighed, index.Weigh(other, others));
                var (odds, isPossible) = Odds(similarity);
                sum += odds;
                count++;
                if (odds > best && isPossible)
                    (best, nearest) = (odds, (one, other));
            }
        }
        if (nearest is not var (first, second))
            return null;
        var score = GroupingWeights.Probability(
            (weights.NearestShareOfStories * best) + ((1 - weights.NearestShareOfStories) * sum / count));
        return new StoryScore(
            b, score, score < weights.MergeAt ? [] : Comparison.Reasons(index.Weigh(first, ones), index.Weigh(second, others)));
    }

    /// <summary>The log-odds of a pair, and whether it is not ruled out.</summary>
    private (double Odds, bool IsPossible) Odds(Similarity similarity)
    {
        var odds = weights.LogOdds(similarity);
        return weights.Forbids(similarity) ? (similarity.SameLanguage ? Math.Min(odds, weights.RuledOut) : odds, false) : (odds, true);
    }

    /// <summary>The first reports and the last, without those that tell several events.</summary>
    private static IEnumerable<WindowEntry> Representatives(WindowStory story) => (story.Originals.Count <= MaxCompared
        ? story.Originals
        : story.Originals.Take(MaxCompared / 2).Concat(story.Originals.TakeLast(MaxCompared / 2)))
        .Where(e => !e.FeatureVector.IsDigest);
}

/// <summary>How likely something belongs to a story, from 0 to 1, and why.</summary>
internal sealed record StoryScore(WindowStory Story, double Score, IReadOnlyList<string> Why);
