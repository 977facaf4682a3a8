namespace Monitor.Gateway.Benchmarks;

/// <summary>What one contestant came to with one query.</summary>
internal sealed record Measured
{
    public required string Contestant { get; init; }

    public required string Query { get; init; }

    /// <summary>Requests per second.</summary>
    public required double PerSecond { get; init; }

    /// <summary>In milliseconds.</summary>
    public required double P50 { get; init; }

    /// <summary>In milliseconds.</summary>
    public required double P99 { get; init; }

    /// <summary>Processor time of the contestant's processes for one request, in milliseconds.</summary>
    public required double CpuMilliseconds { get; init; }

    /// <summary>Calls to subgraphs for one request: fewer than its plan has where requests share them.</summary>
    public required double Calls { get; init; }

    /// <summary>How much of its core the contestant used while it was loaded, 0 to 1.</summary>
    public required double Busy { get; init; }

    /// <summary>The most resident memory since its start, in bytes.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Wrong or missing answers: before, during and after the load.</summary>
    public required long Wrong { get; init; }
}
