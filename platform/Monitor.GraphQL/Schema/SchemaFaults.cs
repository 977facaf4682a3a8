using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>What is found wrong while a schema is made.</summary>
internal sealed class SchemaFaults
{
    private readonly List<GraphQLError> faults = [];

    /// <param name="message">One sentence.</param>
    /// <param name="nodes">Where to look; those that are absent or were not parsed are left out.</param>
    public void Add(string message, params IEnumerable<SyntaxNode?> nodes)
    {
        var locations = nodes.OfType<SyntaxNode>().Select(node => node.Location).Where(place => place.Line > 0);
        faults.Add(new GraphQLError(message) { Locations = [.. locations] });
    }

    /// <exception cref="SchemaException">There are faults.</exception>
    public void ThrowIfAny()
    {
        if (faults.Count > 0)
        {
            throw new SchemaException([.. faults.OrderBy(StartOf)]);
        }
    }

    private static int StartOf(GraphQLError fault) => fault.Locations is [var first, ..] ? first.Start : -1;
}
