using System.Collections;
using System.Globalization;
using System.Text.Json;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.Conformance;

/// <summary>Coerced values as JSON would hold them: dictionaries, lists, text, truth, and numbers as doubles.</summary>
internal static class PlainValue
{
    /// <summary>What JSON writes for a number that is not finite.</summary>
    private static readonly JsonElement written = JsonDocument.Parse("null").RootElement;

    public static object? Of(object? value) => value switch
    {
        null or bool or string or int => value,
        double number => double.IsFinite(number) ? number : written,
        InputObject input => input.Names.ToDictionary(name => name, name => Of(input.Get<object?>(name))),
        IReadOnlyDictionary<string, object?> members => members.ToDictionary(m => m.Key, m => Of(m.Value)),
        IEnumerable items => items.Cast<object?>().Select(Of).ToList(),
        IConvertible => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => value,
    };
}
