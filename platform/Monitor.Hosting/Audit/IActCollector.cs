using Npgsql;

namespace Monitor.Hosting;

/// <summary>Brings acts to where all services' are read together; in the transaction that records them.</summary>
public interface IActCollector
{
    /// <summary>What to run beside the rows of <c>acts</c>.</summary>
    IEnumerable<NpgsqlBatchCommand> Collect(IReadOnlyList<RecordedAct> acts);
}
