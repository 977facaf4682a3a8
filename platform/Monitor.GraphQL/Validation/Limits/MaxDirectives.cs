using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>How many directives are applied, wherever they stand.</summary>
internal sealed class MaxDirectives(ValidationOptions options) : Limit(options, "TOO_MANY_DIRECTIVES")
{
    public override GraphQLError? Judge(Definition definition, DocumentSize size) =>
        size.Directives > Options.MaxDirectives
            ? Error(
                definition,
                "Too many directives are used.",
                $"At most {Options.MaxDirectives} directives may be used; here are {size.Directives}.")
            : null;
}
