using System.Net;
using System.Net.Sockets;

namespace Monitor.Benchmark.Exchange;

/// <summary>Tells addresses of the internet from those of machines and networks that only we can reach.</summary>
internal static class PublicAddress
{
    // RFC 6890 and the IANA registries of special addresses, IPv4 and IPv6.
    private static readonly IPNetwork[] special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
            "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    // 64:ff9b::/96 (RFC 6052): the last four bytes are an IPv4 address that is reached through it.
    private static readonly IPNetwork translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        else if (address.AddressFamily == AddressFamily.InterNetworkV6 && translated.Contains(address))
        {
            address = new IPAddress(address.GetAddressBytes()[12..]);
        }

        return !special.Any(network => network.Contains(address));
    }
}
