namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>Which rules of the gazetteer the words of a text meet.</summary>
internal sealed class TextContext
{
    /// <summary>A text that meets no rule.</summary>
    public static readonly TextContext None = new();

    private readonly List<(object Of, int From, int To)> exceptions = [];
    private readonly HashSet<object> beside = [];
    private readonly HashSet<object> notBeside = [];

    public static TextContext Of(List<TextWord> words)
    {
        var context = None;
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var rule in words[at].Form.Rules)
            {
                if (rule.Matches(words, at) is > 0 and var end)
                {
                    if (context == None)
                        context = new TextContext();
                    context.Add(rule.What, at, end);
                }
            }
        }
        return context;
    }

    /// <summary>Whether any of the words from one index up to another are part of a phrase that is not what is asked about.</summary>
    public bool IsExcepted(object what, int from, int to)
    {
        foreach (var (of, start, end) in exceptions)
        {
            if (from < end && start < to && of.Equals(what))
                return true;
        }
        return false;
    }

    /// <summary>Whether an entry may be meant by the words from one index up to another, which are its name.</summary>
    /// <param name="language">BCP 47 primary tag of the words.</param>
    public bool Allows(GazetteerEntry entry, int from, int to, string language) =>
        !entry.IsConditional
            || (!notBeside.Contains(entry) && (beside.Contains(entry) || !entry.Beside.ContainsKey(language))
                && !IsExcepted(entry, from, to));

    private void Add(ContextRule rule, int from, int to)
    {
        switch (rule.Kind)
        {
            case ContextRuleKind.Not:
                exceptions.Add((rule.Of, from, to));
                break;
            case ContextRuleKind.Beside:
                beside.Add(rule.Of);
                break;
            default:
                notBeside.Add(rule.Of);
                break;
        }
    }
}
