using System.Net;
using System.Net.Sockets;

namespace FeedHub.Server.Limits;

/// <summary>The client that a request is counted for, wherever requests are counted by address.</summary>
internal static class ClientAddress
{
    /// <summary>Bytes of the network that an IPv6 subscriber usually has alone (RFC 6177 §2).</summary>
    private const int NetworkBytes = 8;

    /// <summary>An undeclared proxy, or a whole office: many readers that look like one.</summary>
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
    ];

    /// <summary>The address that the request came from, or its network of 64 bits for IPv6; null if the connection has none.</summary>
    public static IPAddress? From(HttpContext http) => http.Connection.RemoteIpAddress is { } address ? From(address) : null;

    /// <summary>The same; null too for loopback and private networks, where many clients may look like one.</summary>
    public static IPAddress? PublicFrom(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return IPAddress.IsLoopback(address) || Private.Any(network => network.Contains(address)) ? null : From(address);
    }

    public static IPAddress From(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
