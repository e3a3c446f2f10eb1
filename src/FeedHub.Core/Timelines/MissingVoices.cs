using FeedHub.Core.Stories;
using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Core.Timelines;

/// <summary>
/// The outlets that a query says do not tell a story. They may have told it in a story that grouping did not join with this one: so the
/// related stories in which they speak are shown beside the answer.
/// </summary>
public sealed class MissingVoices
{
    private static readonly Dictionary<string, TimelineCondition> Conditions = TimelineConditions.All.ToDictionary(c => c.Name);

    private readonly List<StoryTerm> absent;
    private readonly HashSet<string> only;

    private MissingVoices(List<StoryTerm> absent, HashSet<string> only) => (this.absent, this.only) = (absent, only);

    /// <summary>Null for a query that claims nothing.</summary>
    public static MissingVoices? Of(StoryQuery query)
    {
        var claims = query.Parts.OfType<StoryQuery.Claim>().SelectMany(claim => claim.Of.Parts).ToList();
        var absent = claims.OfType<StoryQuery.Lacks>().SelectMany(l => l.Of.Parts).OfType<StoryQuery.Has>().Select(h => h.Term).ToList();
        var only = claims.OfType<StoryQuery.Has>().Where(h => h.Term.Field == StoryTerm.Only).Select(h => h.Term.Value).ToHashSet();
        return absent.Count + only.Count > 0 ? new MissingVoices(absent, only) : null;
    }

    /// <summary>The reports of a story that are by the missing outlets.</summary>
    public IReadOnlyList<Report> In(Story story) => [.. story.Reports.Where(IsByOne)];

    private bool IsByOne(Report report) =>
        absent.Exists(term => Conditions[term.Field].ValuesOf(report).Contains(term.Value))
            || (only.Count > 0 && !TimelineConditions.Kind.ValuesOf(report).Any(only.Contains));
}
