using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Turns what a resolver answered into what JSON can carry. §6.4.3 CoerceResult</summary>
internal static class LeafValue
{
    /// <exception cref="Exception">The value is none of the type; the message is graphql-js's.</exception>
    public static object Coerce(NamedType type, object value) =>
        (type is EnumType @enum ? NameOf(@enum, value) : ((ScalarType)type).Coercion.Serialize(value))
        ?? throw new ResultFaultException(
            $"Expected `{type}.coerceOutputValue({ValueText.Of(value)})`"
            + " to return non-nullable value, returned: null");

    public static ResultFaultException Fault(Exception cause) =>
        cause as ResultFaultException ?? new ResultFaultException(cause.Message, cause: cause);

    /// <summary>The value of the schema that a C# enum member, or a name, means.</summary>
    private static string NameOf(EnumType type, object value) => value switch
    {
        string name when type.Values.ContainsKey(name) => name,
        Enum => EnumNames.Of(value.GetType()).ValuesIn(type).GetValueOrDefault(value),
        _ => null,
    }
        ?? throw new FormatException($"Enum \"{type}\" cannot represent value: {ValueText.Of(value)}");
}
