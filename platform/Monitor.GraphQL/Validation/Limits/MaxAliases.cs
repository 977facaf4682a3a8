using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>How often fields are renamed: by aliases one request may ask one thing many times.</summary>
internal sealed class MaxAliases(ValidationOptions options) : Limit(options, "TOO_MANY_ALIASES")
{
    public override GraphQLError? Judge(Definition definition, DocumentSize size) =>
        size.Aliases > Options.MaxAliases
            ? Error(
                definition,
                "Too many fields have an alias.",
                $"At most {Options.MaxAliases} fields may have an alias; here {size.Aliases} have.")
            : null;
}
