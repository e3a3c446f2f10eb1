namespace FeedHub.Origin.Faults;

/// <summary>A way to serve a document badly.</summary>
/// <param name="Arguments">Names with their defaults, as <c>--help</c> shows them.</param>
internal sealed record Fault(string Name, string Arguments, string Summary, Func<FaultCall, Task> ServeAsync)
{
    /// <summary>Does its harm before it has read what was sent.</summary>
    public bool LeavesBody { get; init; }
}
