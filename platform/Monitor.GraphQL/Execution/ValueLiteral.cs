using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>Writes a value of a variable as the literal that a client would have written.</summary>
internal static partial class ValueLiteral
{
    /// <param name="value">As read from JSON; of the type.</param>
    /// <param name="type">Of the variable.</param>
    public static Value Of(object? value, GraphQLType? type) => type?.Nullable switch
    {
        _ when value is null => new NullValue(),
        ListType list => value is IReadOnlyList<object?> items
            ? new ListValue([.. items.Select(item => Of(item, list.Item))])
            : Of(value, list.Item),
        InputObjectType input when value is IReadOnlyDictionary<string, object?> fields => new ObjectValue(
            [.. input.Fields.Values
                .Where(field => fields.ContainsKey(field.Name))
                .Select(field => new ObjectField(new Name(field.Name), Of(fields[field.Name], field.Type)))]),
        EnumType when value is string name => new EnumValue(name),
        ScalarType { Name: "ID" } when value is string id && WholeNumber().IsMatch(id) => new IntValue(id),
        _ => OfAny(value),
    };

    private static Value OfAny(object? value) => value switch
    {
        null => new NullValue(),
        string text => new StringValue(text),
        bool truth => new BooleanValue(truth),
        double number => OfNumber(EcmaNumber.Text(number)),
        IReadOnlyDictionary<string, object?> fields => new ObjectValue(
            [.. fields.Select(field => new ObjectField(new Name(field.Key), OfAny(field.Value)))]),
        IEnumerable items => new ListValue([.. items.Cast<object?>().Select(OfAny)]),
        _ => OfNumber(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    private static Value OfNumber(string text) =>
        WholeNumber().IsMatch(text) ? new IntValue(text) : new FloatValue(text);

    [GeneratedRegex("^-?(?:0|[1-9][0-9]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();
}
