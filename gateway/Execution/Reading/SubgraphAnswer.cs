namespace Monitor.Gateway.Execution.Reading;

/// <summary>What a subgraph answered, once all of it was read.</summary>
/// <param name="Root">The first slot of a root fetch's object; -1 where there is none.</param>
/// <param name="Data">The bytes of <c>data</c>; empty where it is null or not there.</param>
/// <param name="Errors">As the subgraph wrote them.</param>
internal sealed record SubgraphAnswer(int Root, ReadOnlyMemory<byte> Data, IReadOnlyList<SubgraphError> Errors)
{
    /// <summary>Whether all is there, so that it may be kept for others.</summary>
    public bool IsWhole => !Data.IsEmpty && Errors.Count == 0;
}
