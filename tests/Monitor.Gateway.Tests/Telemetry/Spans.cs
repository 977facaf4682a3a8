using System.Collections.Concurrent;
using System.Diagnostics;

namespace Monitor.Gateway.Tests.Telemetry;

/// <summary>Collects the spans of one trace, whoever makes them in this process.</summary>
internal sealed class Spans : IDisposable
{
    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<Activity> ended = new();

    public Spans()
    {
        TraceId = ActivityTraceId.CreateRandom();
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Monitor.Gateway" or "Microsoft.AspNetCore" or "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId == TraceId
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == TraceId)
                {
                    ended.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public ActivityTraceId TraceId { get; }

    /// <summary>The client's own header.</summary>
    public string TraceParent => $"00-{TraceId}-b7ad6b7169203331-01";

    public Activity Single(string name) => Assert.Single(ended, span => span.DisplayName == name);

    public Activity Of(string source) => Assert.Single(ended, span => span.Source.Name == source);

    /// <summary>The span that a span hangs under.</summary>
    public Activity Above(Activity span) => Assert.Single(ended, above => above.SpanId == span.ParentSpanId);

    /// <summary>The server's spans end a moment after the client has its answer.</summary>
    public async Task WaitForAsync(int count)
    {
        for (var turn = 0; turn < 200 && ended.Count < count; turn++)
        {
            await Task.Delay(50);
        }
        Assert.Equal(count, ended.Count);
    }

    public void Dispose() => listener.Dispose();
}
