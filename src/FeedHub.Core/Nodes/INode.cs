namespace FeedHub.Core.Nodes;

/// <summary>This process, among those that share its store.</summary>
public interface INode : IAsyncDisposable
{
    /// <summary>Unique among all processes, past ones included. Sources are claimed under it.</summary>
    string Name { get; }

    /// <summary>How often to call <see cref="BeatAsync"/>.</summary>
    TimeSpan Interval { get; }

    /// <summary>
    /// Whether this node does what one node does for all: it groups, purges, and polls what series follow. Another may have taken the lead
    /// a moment ago; what must not be done twice asks the store again.
    /// </summary>
    bool Leads { get; }

    /// <summary>
    /// Cancelled when this node was taken for dead and what it had claimed was given to others: it must stop polling that. Then there is
    /// another token, for what it claims from then on.
    /// </summary>
    CancellationToken Claims { get; }

    /// <summary>
    /// Says that this node is alive. Takes the lead if nobody has it, and releases what nodes that died had claimed.
    /// </summary>
    /// <param name="catalog">The hash of the catalog in force here.</param>
    /// <returns>The nodes that are alive, with this one; none on an engine for a single machine.</returns>
    Task<IReadOnlyList<NodeSighting>> BeatAsync(string catalog, CancellationToken cancellationToken);

    /// <summary>Waits until another node, or this one, has told something.</summary>
    /// <returns>What (<see cref="StoreNews"/>); null once <paramref name="longest"/> has passed.</returns>
    Task<string?> ListenAsync(TimeSpan longest, CancellationToken cancellationToken);

    /// <summary>Waits until no other node does the work of this name, and keeps them from it until the result is disposed.</summary>
    Task<IAsyncDisposable> AloneAsync(string work, CancellationToken cancellationToken);
}

/// <summary>A node that is alive.</summary>
/// <param name="Catalog">The hash of the catalog in force there.</param>
public sealed record NodeSighting(string Name, DateTimeOffset Started, string Catalog, bool Leads);

/// <summary>What nodes tell each other when a write is committed. Each is also looked for at intervals: news may be lost.</summary>
public static class StoreNews
{
    /// <summary>Entries wait for their stories.</summary>
    public const string Entries = "entries";

    /// <summary>The timeline has a new version.</summary>
    public const string Timeline = "timeline";

    /// <summary>Something is to be sent to others.</summary>
    public const string Deliveries = "deliveries";

    /// <summary>A file that nodes share was written or deleted.</summary>
    public const string Files = "files";
}
