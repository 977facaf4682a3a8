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
        List<Location> places =
            [.. nodes.OfType<SyntaxNode>().Select(node => node.Location).Where(place => place.Line > 0)];
        faults.Add(new GraphQLError(message) { Locations = places.Count > 0 ? places : null });
    }

    /// <exception cref="SchemaException">There are faults.</exception>
    public void ThrowIfAny()
    {
        if (faults.Count > 0)
        {
            throw ToException();
        }
    }

    public SchemaException ToException() => new(faults);
}
