using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>
/// How deep fields lie within one another: each level may multiply the answer. Introspection is held by a rule of its
/// own, <see cref="Rules.MaxIntrospectionDepth"/>.
/// </summary>
internal sealed class MaxDepth(ValidationOptions options) : Limit(options, "QUERY_TOO_DEEP")
{
    public override GraphQLError? Judge(Definition definition, DocumentSize size) =>
        size.Depth > Options.MaxDepth && !IsOfIntrospection(definition)
            ? Error(
                definition,
                "Fields are nested too deep.",
                $"Fields may be nested at most {Options.MaxDepth} deep; here they are {size.Depth}.")
            : null;

    /// <summary>What is spread there or nowhere: a fragment does not fit elsewhere.</summary>
    private static bool IsOfIntrospection(Definition definition) =>
        definition is FragmentDefinition { TypeCondition.Name: ['_', '_', ..] };
}
