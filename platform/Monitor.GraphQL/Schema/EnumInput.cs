using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>Judges input for an enum. §3.9</summary>
internal static class EnumInput
{
    /// <summary>The fault of a value of a variable; null where it is fine.</summary>
    /// <param name="type">What is expected.</param>
    /// <param name="value">What is given.</param>
    /// <param name="suggest">Whether the message may propose values.</param>
    public static string? FaultOf(EnumType type, object value, bool suggest = true) => value switch
    {
        string name when type.Values.ContainsKey(name) => null,
        string name => $"Value \"{name}\" does not exist in \"{type}\" enum." + Suggest(type, name, suggest),
        _ => $"Enum \"{type}\" cannot represent non-string value: {ValueText.Of(value)}."
            + Suggest(type, ValueText.Of(value), suggest),
    };

    /// <summary>The fault of a literal; null where it is fine.</summary>
    public static string? FaultOf(EnumType type, Value literal, bool suggest = true) => literal switch
    {
        EnumValue value when type.Values.ContainsKey(value.Name) => null,
        EnumValue value =>
            $"Value \"{value.Name}\" does not exist in \"{type}\" enum." + Suggest(type, value.Name, suggest),
        _ => $"Enum \"{type}\" cannot represent non-enum value: {MessagePrinter.Print(literal)}."
            + Suggest(type, MessagePrinter.Print(literal), suggest),
    };

    private static string Suggest(EnumType type, string name, bool suggest) =>
        suggest ? Suggestions.OneOf("the enum value ", Suggestions.Like(name, type.Values.Keys)) : "";
}
