using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>How many fields of the root type one operation selects: each begins work of its own.</summary>
internal sealed class MaxRootFields(ValidationOptions options) : Limit(options, "TOO_MANY_ROOT_FIELDS")
{
    public override GraphQLError? Judge(Definition definition, DocumentSize size) =>
        definition is OperationDefinition && size.RootFields > Options.MaxRootFields
            ? Error(
                definition,
                "An operation selects too many root fields.",
                $"An operation may select at most {Options.MaxRootFields} root fields; here are {size.RootFields}.")
            : null;
}
