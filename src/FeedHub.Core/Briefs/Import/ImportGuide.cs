using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Core.Briefs.Import;

/// <summary>What the readers of posts know besides the post.</summary>
public sealed record ImportGuide
{
    public static readonly ImportGuide None = new();

    /// <summary>The names of sections.</summary>
    public BriefHeadings Headings { get; init; } = BriefHeadings.English;

    /// <summary>Finds regions and topics; null if only those that tags name in English are known.</summary>
    public ISubjectFinder? Subjects { get; init; }

    /// <summary>The address of another post of the site by its number; null if it is not known or not public.</summary>
    public Func<long, string?> LinkOf { get; init; } = _ => null;
}
