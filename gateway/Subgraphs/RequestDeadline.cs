namespace Monitor.Gateway.Subgraphs;

/// <summary>The end of a request: its time is up, or its client has gone.</summary>
internal sealed class RequestDeadline : IDisposable
{
    private readonly CancellationTokenSource timer;
    private readonly CancellationTokenSource either;
    private readonly CancellationToken client;

    public RequestDeadline(TimeSpan limit, TimeProvider clock, CancellationToken client)
    {
        this.client = client;
        timer = new CancellationTokenSource(limit, clock);
        either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, client);
    }

    public CancellationToken Token => either.Token;

    public bool IsClientGone => client.IsCancellationRequested;

    public void Dispose()
    {
        either.Dispose();
        timer.Dispose();
    }
}
