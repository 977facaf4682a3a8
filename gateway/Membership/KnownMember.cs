using System.Collections.Concurrent;

namespace Monitor.Gateway.Membership;

/// <summary>One membership as it was found, and the tokens that were made of it.</summary>
internal sealed class KnownMember(Membership membership, long foundAt)
{
    /// <summary>More of them than one person has ways to sign in: then they are made anew.</summary>
    private const int MostTokens = 16;

    private readonly ConcurrentDictionary<string, ActingCaller> callers = new(StringComparer.Ordinal);
    private long foundAt = foundAt;

    public Membership Membership => membership;

    /// <summary>When the question that found it was asked; a timestamp of the clock.</summary>
    public long FoundAt => Volatile.Read(ref foundAt);

    /// <summary>It was found again, unchanged.</summary>
    public void FoundAgain(long at) => Volatile.Write(ref foundAt, at);

    /// <summary>The token for callers that signed in the same way; null where none was made.</summary>
    public ActingCaller? Find(string way) => callers.GetValueOrDefault(way);

    public void Keep(string way, ActingCaller caller)
    {
        if (callers.Count >= MostTokens)
        {
            callers.Clear();
        }
        callers[way] = caller;
    }
}
