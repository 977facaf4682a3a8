namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>A manifest of trusted documents that cannot be served. Stops the start.</summary>
public sealed class ManifestException(string file, IReadOnlyList<string> faults)
    : Exception($"The manifest {file} has {faults.Count} fault(s):\n{string.Join('\n', faults)}")
{
    /// <summary>One sentence each, with the id where it concerns one document.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
