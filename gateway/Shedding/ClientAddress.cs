using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Monitor.Gateway.Shedding;

/// <summary>Which addresses are taken for one client.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// An IPv4 address stands for itself; an IPv6 address for its /64, of which one machine has all.
    /// </summary>
    public static IPAddress OneOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0);
        return new IPAddress(bytes);
    }
}
