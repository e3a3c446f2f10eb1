using System.Net;

namespace FeedHub.Fetching.Guard;

/// <summary>
/// Turns a host name into its addresses, best first; a <see cref="System.Net.Sockets.SocketException"/> says why a name cannot be resolved.
/// </summary>
public delegate Task<IReadOnlyList<IPAddress>> NameResolver(string host, CancellationToken cancellationToken);

/// <summary>Names as the operating system resolves them.</summary>
public static class SystemNames
{
    public static async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
