namespace Monitor.Gateway.Benchmarks.Contestants;

/// <summary>One that is measured: how it is started.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Path">Where it answers.</param>
/// <param name="Command">Program and arguments, by its place.</param>
/// <param name="Environment">By its place; added to ours.</param>
internal sealed record Contestant(
    string Name,
    string Path,
    Func<Place, IReadOnlyList<string>> Command,
    Func<Place, IReadOnlyDictionary<string, string>> Environment);

/// <summary>What a contestant is given.</summary>
/// <param name="Port">Where it listens, on 127.0.0.1.</param>
/// <param name="Supergraph">The file, with the addresses of the subgraphs.</param>
/// <param name="Recipes">The file of the floor.</param>
internal sealed record Place(int Port, string Supergraph, string Recipes);
