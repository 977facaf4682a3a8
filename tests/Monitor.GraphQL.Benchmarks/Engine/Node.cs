namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>A tree: every node has as many children, down to the last level.</summary>
internal sealed record Node(string Id, string Name, IReadOnlyList<Node> Children)
{
    public static IReadOnlyList<Node> Forest(int levels, int branches, string prefix = "n") =>
        levels == 0
            ? []
            :
            [
                .. Enumerable.Range(0, branches)
                    .Select(i => $"{prefix}{i}")
                    .Select(id => new Node(id, $"Node {id}", Forest(levels - 1, branches, id))),
            ];
}
