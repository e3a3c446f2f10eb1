namespace FeedHub.Core.Nodes;

/// <summary>The requests of all nodes to each site, so that together they are as polite as one.</summary>
public interface ISiteTurns
{
    /// <summary>Begins a request, unless the site has too many at this moment or had one too short a time ago.</summary>
    /// <returns>Null if it has begun; otherwise the time after which to ask again.</returns>
    Task<TimeSpan?> BeginAsync(SiteTurn turn, CancellationToken cancellationToken);

    /// <summary>Ends a request that has begun. One that is never ended ends by itself after <see cref="SiteTurn.Longest"/>.</summary>
    Task EndAsync(SiteTurn turn);
}

/// <summary>A request to a host.</summary>
/// <param name="Sites">The names under which it counts: the host, and the registrable domain.</param>
/// <param name="Spacing">Minimum time since the last request to any of them began.</param>
/// <param name="Connections">Maximum number of requests to each of them at one time, with this one.</param>
/// <param name="Longest">The time after which it has surely ended.</param>
public sealed record SiteTurn(IReadOnlyList<string> Sites, TimeSpan Spacing, int Connections, TimeSpan Longest)
{
    public Guid Id { get; } = Guid.NewGuid();
}
