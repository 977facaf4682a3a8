using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Monitor.Gateway.Shedding;

/// <summary>
/// The buckets of subjects and addresses; those that are full again are forgotten. Whose a subject's bucket is stands
/// nowhere: it is found by a digest, with a key that this process made.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    private static readonly TimeSpan second = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<IPNetwork> exempt;
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly PartitionedRateLimiter<UInt128> subjects;
    private readonly PartitionedRateLimiter<IPAddress> addresses;

    public RateLimits(IOptions<RateLimitOptions> options)
    {
        var limits = options.Value;
        exempt = limits.ExemptNetworks;
        subjects = Buckets<UInt128>(limits.SubjectPerSecond, limits.SubjectBurst);
        addresses = Buckets<IPAddress>(limits.AddressPerSecond, limits.AddressBurst);
    }

    /// <summary>Null: the subject may ask. Else how long until it may.</summary>
    public TimeSpan? WaitOf(string subject) => WaitOf(subjects, DigestOf(subject));

    /// <summary>Null: the address may ask. Else how long until it may.</summary>
    public TimeSpan? WaitOf(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in exempt)
        {
            if (network.Contains(plain))
            {
                return null;
            }
        }
        return WaitOf(addresses, ClientAddress.OneOf(plain));
    }

    public void Dispose()
    {
        subjects.Dispose();
        addresses.Dispose();
    }

    private UInt128 DigestOf(string subject) =>
        BinaryPrimitives.ReadUInt128LittleEndian(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(subject)));

    private static TimeSpan? WaitOf<TKey>(PartitionedRateLimiter<TKey> buckets, TKey key)
    {
        using var lease = buckets.AttemptAcquire(key);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait
            : second;
    }

    private static PartitionedRateLimiter<TKey> Buckets<TKey>(int perSecond, int burst)
        where TKey : notnull
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = second,
            TokenLimit = Math.Max(burst, perSecond),
            QueueLimit = 0,
            AutoReplenishment = false,   // one timer for all buckets does it
        };
        return PartitionedRateLimiter.Create<TKey, TKey>(
            key => RateLimitPartition.GetTokenBucketLimiter(key, _ => bucket));
    }
}
