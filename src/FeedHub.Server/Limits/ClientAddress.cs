using System.Net;
using System.Net.Sockets;

namespace FeedHub.Server.Limits;

/// <summary>The client that a request is counted for, wherever requests are counted by address.</summary>
internal static class ClientAddress
{
    /// <summary>Bytes of the network that an IPv6 subscriber usually has alone (RFC 6177 §2).</summary>
    private const int NetworkBytes = 8;

    /// <summary>The address that the request came from, or its network of 64 bits for IPv6; null if the connection has none.</summary>
    public static IPAddress? From(HttpContext http) => http.Connection.RemoteIpAddress is { } address ? From(address) : null;

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
