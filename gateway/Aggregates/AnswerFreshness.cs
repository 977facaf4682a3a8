using Monitor.Gateway.Subgraphs;
using Monitor.GraphQL.Execution;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// How fresh an answer is, by all that went into it: as old as its oldest part, and to be kept by others as long as the
/// part that ends first, where all of it is public.
/// </summary>
internal sealed class AnswerFreshness
{
    private readonly Lock guard = new();
    private bool isPublic = true;
    private bool isEmpty = true;
    private TimeSpan age;
    private TimeSpan left = TimeSpan.MaxValue;

    /// <summary>A part that was found in the cache.</summary>
    public void Found(EntryTimes times, DateTimeOffset now) => Add(now - times.Born, times.FreshUntil - now);

    /// <summary>A part that a subgraph answered; null where it may not be shared, or has errors.</summary>
    public void Answered(Sharing? sharing)
    {
        if (sharing is null)
        {
            Withhold();
        }
        else
        {
            Add(sharing.Age, sharing.MaxAge);
        }
    }

    /// <summary>The answer depends on who asks, or on what nobody knows: it is kept by nobody.</summary>
    public void Withhold()
    {
        lock (guard)
        {
            isPublic = false;
        }
    }

    /// <summary>
    /// What clients are told: an answer of nothing, with a private part, or with a part past its age, is not to be
    /// stored.
    /// </summary>
    public CachePolicy ToPolicy()
    {
        lock (guard)
        {
            var seconds = WholeSeconds(age);
            int? maxAge = isPublic && !isEmpty && left > TimeSpan.Zero ? seconds + WholeSeconds(left) : null;
            return new CachePolicy(maxAge, IsPrivate: !isPublic, [])
            {
                AgeSeconds = age > TimeSpan.Zero ? seconds : null,
            };
        }
    }

    private void Add(TimeSpan partAge, TimeSpan partLeft)
    {
        lock (guard)
        {
            isEmpty = false;
            age = partAge > age ? partAge : age;
            left = partLeft < left ? partLeft : left;
        }
    }

    private static int WholeSeconds(TimeSpan time) => (int)Math.Min(time.TotalSeconds, int.MaxValue / 2);
}
