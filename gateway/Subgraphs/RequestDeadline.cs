namespace Monitor.Gateway.Subgraphs;

/// <summary>The end of a request: its time is up, or its client has gone.</summary>
internal sealed class RequestDeadline : IDisposable
{
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource either;
    private readonly CancellationToken client;
    private readonly TimeSpan limit;
    private readonly TimeProvider clock;
    private readonly long began;

    public RequestDeadline(TimeSpan limit, TimeProvider clock, CancellationToken client)
    {
        this.client = client;
        this.limit = limit;
        this.clock = clock;
        began = clock.GetTimestamp();
        timer = new CancellationTokenSource(limit, clock);
        either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, client);
    }

    public CancellationToken Token => either.Token;

    public bool IsClientGone => client.IsCancellationRequested;

    /// <summary>What is left; less than zero once it is over.</summary>
    public TimeSpan Left => limit - clock.GetElapsedTime(began);

    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }
}
