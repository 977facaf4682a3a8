namespace Monitor.Dapr;

/// <summary>A numbered event of the outbox; <paramref name="Data"/> is JSON text.</summary>
internal sealed record OutboxRow(
    Guid Id, long Position, string Topic, string Data, string? TraceParent, string? TraceState, DateTime AddedAt,
    int Attempts);
