using Monitor.GraphQL;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Execution;

/// <summary>
/// Says where in the client's document an error's field stands. Subgraphs cannot: they saw documents of the gateway's
/// making.
/// </summary>
internal sealed class ErrorLocations(Document document, OperationDefinition operation)
{
    private readonly Dictionary<string, FragmentDefinition> fragments =
        document.Definitions.OfType<FragmentDefinition>().ToDictionary(fragment => fragment.Name.Value);

    /// <summary>The error with its place, or as it is where it has no path.</summary>
    public GraphQLError Locate(GraphQLError error)
    {
        if (error.Path is not { Count: > 0 } path || error.Locations is not null)
        {
            return error;
        }
        IReadOnlyList<Field> fields = [];
        IEnumerable<SelectionSet> sets = [operation.SelectionSet];
        foreach (var key in path.OfType<string>())   // indexes name items of the same field
        {
            fields = [.. sets.SelectMany(set => FieldsOf(set, key)).Distinct()];
            sets = fields.Select(field => field.SelectionSet).OfType<SelectionSet>();
        }
        return fields.Count == 0 ? error : error with { Locations = [.. fields.Select(field => field.Location)] };
    }

    private IEnumerable<Field> FieldsOf(SelectionSet set, string responseKey) =>
        set.Selections.SelectMany(selection => selection switch
        {
            Field field => field.ResponseName == responseKey ? [field] : [],
            InlineFragment inline => FieldsOf(inline.SelectionSet, responseKey),
            FragmentSpread spread => FieldsOf(fragments[spread.Name.Value].SelectionSet, responseKey),
            _ => Enumerable.Empty<Field>(),
        });
}
