using System.Collections.Frozen;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>The headings that mean something in the house shape of a brief.</summary>
public static class BriefHeadings
{
    private static readonly FrozenDictionary<string, BriefSectionKind> Kinds = new Dictionary<string, BriefSectionKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["What we are watching"] = BriefSectionKind.Watching,
        ["What we're watching"] = BriefSectionKind.Watching,
        ["Why the world should care"] = BriefSectionKind.WhyItMatters,
        ["Why it matters"] = BriefSectionKind.WhyItMatters,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static BriefSectionKind KindOf(string heading) =>
        Kinds.GetValueOrDefault(heading.Replace('’', '\'').Trim(' ', '.', ':', '?', '!'), BriefSectionKind.Other);
}
