using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Limits;

/// <summary>Whether clients may ask for the schema. <c>__typename</c> is always allowed.</summary>
internal sealed class NoIntrospection(ValidationOptions options) : Limit(options, "INTROSPECTION_DISABLED")
{
    private const string Message = "Introspection is switched off.";

    public override GraphQLError? Judge(Definition definition, DocumentSize size) =>
        !Options.AllowIntrospection && size.Introspection is { } field ? Error(field, Message, Message) : null;
}
