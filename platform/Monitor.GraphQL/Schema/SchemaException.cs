using System.Text;

namespace Monitor.GraphQL.Schema;

/// <summary>A schema that breaks rules of the type system. Says all that is wrong, in graphql-js' order.</summary>
public sealed class SchemaException(IReadOnlyList<GraphQLError> faults) : Exception(Describe(faults))
{
    /// <summary>Each with its places in the schema's text; a fault of something absent has null.</summary>
    public IReadOnlyList<GraphQLError> Faults { get; } = faults;

    private static string Describe(IReadOnlyList<GraphQLError> faults)
    {
        var text = new StringBuilder("The schema has ");
        text.Append(faults.Count == 1 ? "a fault:" : $"{faults.Count} faults:");
        foreach (var fault in faults)
        {
            text.Append('\n');
            if (fault.Locations is [var first, ..])
            {
                text.Append('(').Append(first.Line).Append(':').Append(first.Column).Append(") ");
            }

            text.Append(fault.Message);
        }

        return text.ToString();
    }
}
