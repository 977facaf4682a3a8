using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>How many fields are selected: documents that are small to send may be enormous to answer.</summary>
internal sealed class MaxFields(ValidationOptions options) : Limit(options, "QUERY_TOO_LARGE")
{
    public override GraphQLError? Judge(Definition definition, DocumentSize size) =>
        size.Fields > Options.MaxFields
            ? Error(
                definition,
                "An operation selects too many fields once its fragments are spread.",
                $"An operation may select at most {Options.MaxFields} fields once its fragments are spread.")
            : null;
}
