using System.Net;
using System.Security.Claims;
using Monitor.Gateway.Shedding;

namespace Monitor.Gateway.Subscriptions;

/// <summary>Counts the subscriptions of each caller. Safe for many threads.</summary>
internal sealed class SubscriptionPlaces(int limit)
{
    private readonly Lock padlock = new();
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <summary>Callers that have a subscription now.</summary>
    public int Callers
    {
        get
        {
            lock (padlock)
            {
                return taken.Count;
            }
        }
    }

    /// <summary>Places that a caller has.</summary>
    public int TakenBy(string caller)
    {
        lock (padlock)
        {
            return taken.GetValueOrDefault(caller);
        }
    }

    /// <summary>Whom the subscription counts for: a subject by its token, else an address.</summary>
    public static string CallerOf(ClaimsPrincipal caller, IPAddress? address) =>
        caller.Identity?.IsAuthenticated == true && caller.FindFirst("sub")?.Value is { Length: > 0 } subject
            ? $"subject {subject}"
            : $"address {(address is null ? "" : ClientAddress.OneOf(address))}";

    /// <summary>A place, to be disposed with the subscription; null where the caller has all that it may.</summary>
    public IDisposable? TryTake(string caller)
    {
        lock (padlock)
        {
            var now = taken.GetValueOrDefault(caller);
            if (now >= limit)
            {
                return null;
            }
            taken[caller] = now + 1;
            return new Place(this, caller);
        }
    }

    private void Free(string caller)
    {
        lock (padlock)
        {
            if (--taken[caller] == 0)
            {
                taken.Remove(caller);
            }
        }
    }

    private sealed class Place(SubscriptionPlaces places, string caller) : IDisposable
    {
        private int isFreed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isFreed, 1) == 0)
            {
                places.Free(caller);
            }
        }
    }
}
