using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>Judges input for an enum. §3.9</summary>
internal static class EnumInput
{
    /// <summary>The fault of a value of a variable; null where it is fine.</summary>
    public static string? FaultOf(EnumType type, object value) => value switch
    {
        string name when type.Values.ContainsKey(name) => null,
        string name => $"Value \"{name}\" does not exist in \"{type}\" enum." + Suggest(type, name),
        _ => $"Enum \"{type}\" cannot represent non-string value: {ValueText.Of(value)}."
            + Suggest(type, ValueText.Of(value)),
    };

    /// <summary>The fault of a literal; null where it is fine.</summary>
    public static string? FaultOf(EnumType type, Value literal) => literal switch
    {
        EnumValue value when type.Values.ContainsKey(value.Name) => null,
        EnumValue value => $"Value \"{value.Name}\" does not exist in \"{type}\" enum." + Suggest(type, value.Name),
        _ => $"Enum \"{type}\" cannot represent non-enum value: {Printer.Print(literal)}."
            + Suggest(type, Printer.Print(literal)),
    };

    private static string Suggest(EnumType type, string name)
    {
        var like = Suggestions.Like(name, type.Values.Keys);
        return Suggestions.OneOf("the enum value ", like);
    }
}
