using Microsoft.Extensions.Options;

namespace Monitor.Gateway.Shedding;

/// <summary>
/// Places for requests that are being answered. Who finds none waits for one, first come first served and for
/// milliseconds only: a short wait evens out bursts, a long one would keep the process busy with clients that have
/// given up.
/// </summary>
internal sealed class Admission : IDisposable
{
    private readonly SheddingOptions options;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly Queue<Waiting> waiting = new();
    private readonly AdaptiveLimit limit;
    private readonly long longestWait;
    private readonly ITimer sweep;
    private int inside;

    public Admission(IOptions<SheddingOptions> options, TimeProvider clock)
    {
        this.options = options.Value;
        this.clock = clock;
        limit = new AdaptiveLimit(this.options, clock.TimestampFrequency);
        longestWait = (long)(this.options.LongestWait.TotalSeconds * clock.TimestampFrequency);
        sweep = clock.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Requests that are being answered.</summary>
    public int Inside => Volatile.Read(ref inside);

    /// <summary>How many may be at present.</summary>
    public int Limit
    {
        get
        {
            lock (gate)
            {
                return limit.Now;
            }
        }
    }

    /// <summary>True: there is a place, which <see cref="Leave"/> gives back. False: turn the request away.</summary>
    public ValueTask<bool> EnterAsync()
    {
        lock (gate)
        {
            if (inside < limit.Now && waiting.Count == 0)
            {
                inside++;
                return new(true);
            }
            limit.NoteWait();
            if (longestWait == 0 || waiting.Count >= options.MostWaiting)
            {
                return new(false);
            }
            if (waiting.Count == 0)
            {
                sweep.Change(options.LongestWait, Timeout.InfiniteTimeSpan);
            }
            var mine = new Waiting(clock.GetTimestamp());
            waiting.Enqueue(mine);
            return new(mine.Place.Task);
        }
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="entered">When it was taken, by the clock's timestamps.</param>
    public void Leave(long entered)
    {
        var now = clock.GetTimestamp();
        lock (gate)
        {
            inside--;
            limit.NoteAnswer(now - entered, now);
            while (inside < limit.Now && waiting.TryDequeue(out var next))
            {
                inside++;
                next.Place.SetResult(true);
            }
        }
    }

    public void Dispose() => sweep.Dispose();

    /// <summary>Turns away who has waited too long; they stand in the order in which they came.</summary>
    private void Sweep()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            while (waiting.TryPeek(out var oldest) && now - oldest.Since >= longestWait)
            {
                waiting.Dequeue().Place.SetResult(false);
            }
            if (waiting.TryPeek(out var left))
            {
                sweep.Change(clock.GetElapsedTime(now, left.Since + longestWait), Timeout.InfiniteTimeSpan);
            }
        }
    }

    private sealed class Waiting(long since)
    {
        public long Since { get; } = since;

        public TaskCompletionSource<bool> Place { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
