namespace FeedHub.Formats.Writing;

/// <summary>Of what a format is offered: where its addresses answer, and which pages and lists name it.</summary>
[Flags]
public enum FeedOffer
{
    /// <summary>Of nothing: it is written where code asks for it by name, such as for one partner; no address answers with it.</summary>
    None = 0,
    /// <summary>Of the series, their parts and their archives.</summary>
    Series = 1,
    /// <summary>Of the timeline and its filters.</summary>
    Timeline = 2,
    Everything = Series | Timeline,
}
