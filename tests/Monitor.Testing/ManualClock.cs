namespace Monitor.Testing;

/// <summary>Time that passes only when a test says so.</summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock padlock = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = new(2018, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (padlock)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, and rings what is due, each as often as it is.</summary>
    public void Advance(TimeSpan by)
    {
        var end = GetUtcNow() + by;
        while (TakeNext(end) is { } due)
        {
            due.Ring();
        }

        lock (padlock)
        {
            now = end;
        }
    }

    private ManualTimer? TakeNext(DateTimeOffset end)
    {
        lock (padlock)
        {
            var next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is not null)
            {
                now = next.Due > now ? next.Due.Value : now;
                next.Due = next.Period > TimeSpan.Zero ? next.Due + next.Period : null;
            }

            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.padlock)
            {
                clock.timers.Remove(this);
                clock.timers.Add(this);
                Due = dueTime < TimeSpan.Zero ? null : clock.now + dueTime;
                Period = period;
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.padlock)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
