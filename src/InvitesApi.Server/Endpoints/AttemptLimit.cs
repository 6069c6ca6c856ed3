using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace InvitesApi.Server.Endpoints;

/// <summary>
/// How often a client may try something in a minute. A client is an address of IPv4 or a network of 64 bits of IPv6, as who has one address
/// there has them all. Clients share buckets, of which there is a fixed number: so no crowd of clients can fill the memory.
/// </summary>
internal sealed class AttemptLimit : IDisposable
{
    private const int Buckets = 16_384;
    private const int NetworkBytes = 8;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<int> _limiter;

    /// <summary>Makes one.</summary>
    /// <param name="attempts">How many in a minute.</param>
    public AttemptLimit(int attempts)
    {
        var options = new FixedWindowRateLimiterOptions { PermitLimit = attempts, Window = Window, QueueLimit = 0 };
        _limiter = PartitionedRateLimiter.Create<int, int>(bucket => RateLimitPartition.GetFixedWindowLimiter(bucket, _ => options));
    }

    /// <summary>Counts an attempt.</summary>
    /// <param name="address">Whose; null: of a client without an address.</param>
    /// <returns>How long to wait before the next; null: the attempt is allowed.</returns>
    public TimeSpan? Refuse(IPAddress? address)
    {
        using RateLimitLease lease = _limiter.AttemptAcquire(BucketOf(address));
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : Window;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();

    /// <summary>The bucket of an address. It differs from process to process, so that nobody knows who shares one.</summary>
    internal static int BucketOf(IPAddress? address)
    {
        if (address is null)
        {
            return -1;
        }

        IPAddress client = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        ReadOnlySpan<byte> bytes = client.GetAddressBytes();
        var hash = default(HashCode);
        hash.AddBytes(client.AddressFamily == AddressFamily.InterNetworkV6 ? bytes[..NetworkBytes] : bytes);
        return (hash.ToHashCode() & int.MaxValue) % Buckets;
    }
}
