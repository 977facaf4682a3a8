using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>Community's own acts come to the others' by no event: in the transaction that records them.</summary>
public sealed class OwnActs : IActCollector
{
    public IEnumerable<NpgsqlBatchCommand> Collect(IReadOnlyList<RecordedAct> acts) =>
        ActStore.Adding(CommunityService.Name, acts);
}
