using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>What clients are told of input objects that do not fit, in the words of graphql-js. §3.10</summary>
internal static class InputFaults
{
    public static string MissingField(InputObjectType type, InputValueType field, string found) =>
        $"Expected value of type \"{type}\" to include required field \"{field.Name}\", found: {found}.";

    public static string UnknownField(InputObjectType type, string name, string found, bool suggest)
    {
        var suggestion = Suggestions.DidYouMean(name, type.Fields.Keys, suggest);
        return $"Expected value of type \"{type}\" not to include unknown field \"{name}\""
            + $"{(suggestion.Length > 0 ? $".{suggestion} Found" : ", found")}: {found}.";
    }

    public static string OneOf(InputObjectType type) =>
        $"Within OneOf Input Object type \"{type}\", exactly one field must be specified,"
        + " and the value for that field must be non-null.";
}
