namespace FeedHub.Core.Timelines.Queries;

/// <summary>Repeats a query in words, so that a reader sees how it was understood.</summary>
public static class QueryWording
{
    /// <summary>“Ilham Aliyev (person) or Baku (capital), not “football…””; empty for a query that asks nothing.</summary>
    public static string Of(StoryQuery query) => Written(query, isPart: false);

    private static string Written(StoryQuery query, bool isPart) => query switch
    {
        StoryQuery.Labelled labelled => labelled.Label,
        StoryQuery.Lacks lacks => $"not {Written(lacks.Of, isPart: true)}",
        StoryQuery.All { Of: [var one] } => Written(one, isPart),
        StoryQuery.Any { Of: [var one] } => Written(one, isPart),
        StoryQuery.All all => Listed(all.Of.SelectMany(q => q is StoryQuery.All within ? within.Of : [q]), ", ", isPart),
        StoryQuery.Any any => Listed(any.Of.SelectMany(q => q is StoryQuery.Any within ? within.Of : [q]), " or ", isPart),
        _ => "",
    };

    private static string Listed(IEnumerable<StoryQuery> of, string between, bool isPart)
    {
        var written = string.Join(between, of.Select(q => Written(q, isPart: true)).Where(w => w.Length > 0));
        return isPart ? $"({written})" : written;
    }
}
