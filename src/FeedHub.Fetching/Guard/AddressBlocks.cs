using System.Net;
using System.Net.Sockets;

namespace FeedHub.Fetching.Guard;

/// <summary>A network outside the public internet, and what it is.</summary>
internal readonly record struct AddressBlock(IPNetwork Network, string Name);

/// <summary>The networks outside the public internet (IANA special-purpose address registries, RFC 6890), narrow ones first.</summary>
internal static class AddressBlocks
{
    private static readonly AddressBlock[] V4 =
    [
        Block("169.254.169.254/32", "a cloud metadata address"),
        Block("169.254.170.2/32", "a cloud metadata address"),
        Block("100.100.100.200/32", "a cloud metadata address"),
        Block("192.0.0.192/32", "a cloud metadata address"),
        Block("168.63.129.16/32", "a cloud metadata address"),
        Block("255.255.255.255/32", "broadcast"),
        Block("192.0.0.0/24", "reserved for protocols"),
        Block("192.0.2.0/24", "for documentation"),
        Block("192.88.99.0/24", "a 6to4 relay"),
        Block("198.51.100.0/24", "for documentation"),
        Block("203.0.113.0/24", "for documentation"),
        Block("169.254.0.0/16", "link-local"),
        Block("192.168.0.0/16", "private"),
        Block("198.18.0.0/15", "for benchmarking"),
        Block("172.16.0.0/12", "private"),
        Block("100.64.0.0/10", "a carrier's shared address"),
        Block("0.0.0.0/8", "this network"),
        Block("10.0.0.0/8", "private"),
        Block("127.0.0.0/8", "loopback"),
        Block("224.0.0.0/4", "multicast"),
        Block("240.0.0.0/4", "reserved"),
    ];

    private static readonly AddressBlock[] V6 =
    [
        Block("::/128", "unspecified"),
        Block("::1/128", "loopback"),
        Block("fd00:ec2::254/128", "a cloud metadata address"),
        Block("fd20:ce::254/128", "a cloud metadata address"),
        Block("::/96", "IPv4-compatible"),
        Block("::ffff:0:0:0/96", "IPv4-translated"),
        Block("64:ff9b::/96", "NAT64"),
        Block("100::/64", "for discarding"),
        Block("64:ff9b:1::/48", "local NAT64"),
        Block("2001:2::/48", "for benchmarking"),
        Block("2001::/32", "Teredo"),
        Block("2001:db8::/32", "for documentation"),
        Block("2001::/23", "reserved for protocols"),
        Block("3fff::/20", "for documentation"),
        Block("2002::/16", "6to4"),
        Block("fe80::/10", "link-local"),
        Block("fec0::/10", "site-local"),
        Block("ff00::/8", "multicast"),
        Block("fc00::/7", "unique local"),
        // Only 2000::/3 has been allocated as global unicast (RFC 4291 §2.4); the rest of the space is unassigned.
        Block("::/3", "reserved"),
        Block("4000::/2", "reserved"),
        Block("8000::/1", "reserved"),
    ];

    /// <summary>The narrowest block that contains the address; null when the address is public.</summary>
    public static AddressBlock? Find(IPAddress address)
    {
        foreach (var block in address.AddressFamily == AddressFamily.InterNetwork ? V4 : V6)
        {
            if (block.Network.Contains(address))
                return block;
        }

        return null;
    }

    private static AddressBlock Block(string network, string name) => new(IPNetwork.Parse(network), name);
}
