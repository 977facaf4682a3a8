using System.Diagnostics.Metrics;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>Counts what is open in this process, and holds it to the limits. Safe for many threads.</summary>
internal sealed class OpenStreams
{
    private readonly Counter sockets;
    private readonly Counter streams;

    public OpenStreams(StreamingOptions options, IMeterFactory meters)
    {
        var meter = meters.Create("Monitor.GraphQL");
        sockets = new Counter(options.MaxSockets, meter.CreateUpDownCounter<int>(
            "monitor.graphql.sockets", "{socket}", "WebSockets that are open"));
        streams = new Counter(options.MaxStreams, meter.CreateUpDownCounter<int>(
            "monitor.graphql.streams", "{operation}", "Operations that run over event streams and WebSockets"));
    }

    /// <summary>A place for a socket, to be disposed with it; null where all are taken.</summary>
    public IDisposable? TryOpenSocket() => sockets.TryTake();

    /// <summary>A place for an operation, to be disposed with it; null where all are taken.</summary>
    public IDisposable? TryOpenStream() => streams.TryTake();

    private sealed class Counter(int limit, UpDownCounter<int> gauge)
    {
        private int taken;

        public Place? TryTake()
        {
            if (Interlocked.Increment(ref taken) > limit)
            {
                Interlocked.Decrement(ref taken);
                return null;
            }

            gauge.Add(1);
            return new Place(this);
        }

        private void Free()
        {
            Interlocked.Decrement(ref taken);
            gauge.Add(-1);
        }

        public sealed class Place(Counter counter) : IDisposable
        {
            private int isFreed;

            public void Dispose()
            {
                if (Interlocked.Exchange(ref isFreed, 1) == 0)
                {
                    counter.Free();
                }
            }
        }
    }
}
