using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>How often fragments are spread, those within fragments each time anew.</summary>
internal sealed class MaxFragmentSpreads(ValidationOptions options) : Limit(options, "TOO_MANY_FRAGMENT_SPREADS")
{
    public override GraphQLError? Judge(Definition definition, DocumentSize size) =>
        size.Spreads > Options.MaxFragmentSpreads
            ? Error(
                definition,
                "Fragments are spread too often.",
                $"Fragments may be spread at most {Options.MaxFragmentSpreads} times; here it is {size.Spreads}.")
            : null;
}
