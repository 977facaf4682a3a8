using Monitor.Hosting;
using Npgsql;

namespace Monitor.Dapr;

/// <summary>Tells of acts by event, in the transaction that records them, so that none is missing elsewhere.</summary>
internal sealed class OutboxActs(Outbox outbox) : IActCollector
{
    public IEnumerable<NpgsqlBatchCommand> Collect(IReadOnlyList<RecordedAct> acts) =>
        outbox.Commands(ActRecorded.Topic, [.. acts.Select(ActRecorded.From)]);
}
