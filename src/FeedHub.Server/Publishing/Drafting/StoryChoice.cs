using FeedHub.Core.Timelines;

namespace FeedHub.Server.Publishing.Drafting;

/// <summary>Which stories a draft is to be made from.</summary>
internal abstract record StoryChoice
{
    private StoryChoice()
    {
    }

    /// <summary>Those with these numbers, in this order.</summary>
    public sealed record Named(IReadOnlyList<long> Numbers) : StoryChoice;

    /// <summary>Those that a filter finds, in the order of the timeline; its limit says how many at most.</summary>
    public sealed record Asked(TimelineFilter Filter) : StoryChoice;

    /// <summary>The newest of a view.</summary>
    public sealed record OfView(string Id, int Limit) : StoryChoice;
}
