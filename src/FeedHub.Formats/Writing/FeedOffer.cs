namespace FeedHub.Formats.Writing;

/// <summary>What a format is offered for: which addresses serve it, and which pages and lists name it.</summary>
[Flags]
public enum FeedOffer
{
    /// <summary>Nothing: it is written only where code asks for it by name, such as for one partner; no address serves it.</summary>
    None = 0,
    /// <summary>The series, their parts and their archives.</summary>
    Series = 1,
    /// <summary>The timeline and its filters.</summary>
    Timeline = 2,
    Everything = Series | Timeline,
}
