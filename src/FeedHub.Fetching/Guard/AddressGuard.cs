using System.Net;
using System.Net.Sockets;

namespace FeedHub.Fetching.Guard;

/// <summary>Decides whether an address may be connected to.</summary>
internal static class AddressGuard
{
    /// <summary>Why the address may not be connected to, in words for an operator; null when it may.</summary>
    /// <param name="allowed">Networks that may be connected to though they are not public.</param>
    public static string? Refusal(IPAddress address, IReadOnlyList<IPNetwork> allowed)
    {
        foreach (var target in Targets(Plain(address)))
        {
            if (AddressBlocks.Find(target) is { } block && !allowed.Any(n => n.Contains(target)))
                return $"address {target} is {block.Name}; allow it with --allow-network {block.Network}";
        }

        return null;
    }

    /// <summary>Without zone, and an IPv4-mapped address as the IPv4 address that the system would dial.</summary>
    private static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());

    /// <summary>
    /// The address, and the IPv4 addresses that a translator or tunnel would pass its packets to: allowing NAT64 does not allow the
    /// private network behind it.
    /// </summary>
    private static IEnumerable<IPAddress> Targets(IPAddress address)
    {
        yield return address;
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            yield break;
        var b = address.GetAddressBytes();
        switch (AddressBlocks.Find(address)?.Name)
        {
            case "6to4":  // RFC 3056 §2
                yield return V4(b[2], b[3], b[4], b[5]);
                break;
            case "Teredo":  // RFC 4380 §4: the server, and the client with its bits inverted
                yield return V4(b[4], b[5], b[6], b[7]);
                yield return V4((byte)~b[12], (byte)~b[13], (byte)~b[14], (byte)~b[15]);
                break;
            case "local NAT64" when b.AsSpan(11).IndexOfAnyExcept((byte)0) < 0:  // RFC 6052 §2.2, the form for a /48 prefix
                yield return V4(b[6], b[7], b[9], b[10]);
                break;
            case "NAT64" or "local NAT64" or "IPv4-compatible" or "IPv4-translated":
                yield return V4(b[12], b[13], b[14], b[15]);
                break;
        }
    }

    private static IPAddress V4(byte a, byte b, byte c, byte d) => new([a, b, c, d]);
}
