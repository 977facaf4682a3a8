using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>A selection as its people see it.</summary>
public sealed record SelectionView(Selection Selection, bool Mine)
{
    public string Id => Selection.Id.ToString("D");

    public string Name => Selection.Name;

    public bool Shared => Selection.IsShared;

    public bool Deleted => Selection.IsDeleted;
}
