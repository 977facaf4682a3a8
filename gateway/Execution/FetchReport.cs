using Monitor.Gateway.Aggregates;
using Monitor.Gateway.Planning;

namespace Monitor.Gateway.Execution;

/// <summary>What a fetch took, for those who ask how a request was answered.</summary>
internal sealed class FetchReport(Fetch fetch)
{
    public Fetch Fetch { get; } = fetch;

    /// <summary>Entities asked of the subgraph; 1 for a root fetch that was sent.</summary>
    public int Asked { get; set; }

    /// <summary>Entities that the cache, or another request just then, had.</summary>
    public int Cached { get; set; }

    /// <summary>What the cache had of them; null where it was not asked.</summary>
    public SharedReport? Shared { get; set; }

    /// <summary>The same query was under way: its answer was taken.</summary>
    public bool WasAnothers { get; set; }

    /// <summary>One of <see cref="Subgraphs.FailureReason"/>; null where it did not fail.</summary>
    public string? Reason { get; set; }

    public bool HasFailed => Reason is not null;

    public TimeSpan Took { get; set; }

    public string Outcome => HasFailed ? "failed" : Asked == 0 ? "not asked" : "answered";
}
