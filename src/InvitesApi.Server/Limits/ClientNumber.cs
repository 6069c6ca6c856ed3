using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace InvitesApi.Server.Limits;

/// <summary>
/// Clients as numbers: an address of IPv4, or a network of 64 bits of IPv6, as who has one address there has them all.
/// </summary>
internal static class ClientNumber
{
    /// <summary>Who has no address: the connections of a Unix socket, all of them together.</summary>
    public const ulong Unknown = 1;

    private const int AddressBytes = 16;

    // Networks that begin so are not handed out (IANA's IPv6 address space, 0000::/8), so no network has the number of an IPv4 address.
    private const ulong OfIPv4 = 1UL << 32;

    /// <summary>The number of an address. IPv4 within IPv6, <c>::ffff:192.0.2.1</c>, is the same as without.</summary>
    /// <param name="address">The address, or null.</param>
    public static ulong Of(IPAddress? address)
    {
        if (address is null)
        {
            return Unknown;
        }

        Span<byte> bytes = stackalloc byte[AddressBytes];
        address.TryWriteBytes(bytes, out int length);
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return OfIPv4 | BinaryPrimitives.ReadUInt32BigEndian(bytes);
        }

        return address.IsIPv4MappedToIPv6
            ? OfIPv4 | BinaryPrimitives.ReadUInt32BigEndian(bytes[(length - sizeof(uint))..])
            : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }
}
