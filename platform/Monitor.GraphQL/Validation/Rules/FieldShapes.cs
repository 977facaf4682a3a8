using System.Globalization;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Numbers fields so that two have the same number just where they are written the same.</summary>
/// <remarks>Each node is looked at once: a selection's number is made of the numbers within it.</remarks>
internal sealed class FieldShapes
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<Field, int> known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Field, string> arguments = new(ReferenceEqualityComparer.Instance);

    public int Of(Field field)
    {
        if (!known.TryGetValue(field, out var number))
        {
            var text = $"{field.ResponseName}:{field.Name}({ArgumentsOf(field)}){Of(field.SelectionSet)}";
            if (!numbers.TryGetValue(text, out number))
            {
                numbers.Add(text, number = numbers.Count);
            }

            known.Add(field, number);
        }

        return number;
    }

    /// <summary>
    /// The arguments as text, whatever the order in which they and the fields of objects are written.
    /// </summary>
    public string ArgumentsOf(Field field)
    {
        if (field.Arguments.Count == 0)
        {
            return "";
        }

        if (!arguments.TryGetValue(field, out var text))
        {
            text = string.Join(',', field.Arguments
                .OrderBy(argument => argument.Name.Value, StringComparer.Ordinal)
                .Select(argument => $"{argument.Name}:{Of(argument.Value)}"));
            arguments.Add(field, text);
        }

        return text;
    }

    private string Of(SelectionSet? selections) => selections is null
        ? ""
        : $"{{{string.Join(' ', selections.Selections.Select(Of))}}}";

    private string Of(Selection selection) => selection switch
    {
        Field field => Of(field).ToString(CultureInfo.InvariantCulture),
        FragmentSpread spread => $"...{spread.Name}",
        InlineFragment inline => $"...on {inline.TypeCondition?.Name}{Of(inline.SelectionSet)}",
        _ => "",
    };

    private static string Of(Value value) => value switch
    {
        ListValue list => $"[{string.Join(',', list.Items.Select(Of))}]",
        ObjectValue map => $"{{{string.Join(',', map.Fields
            .OrderBy(field => field.Name.Value, StringComparer.Ordinal)
            .Select(field => $"{field.Name}:{Of(field.Value)}"))}}}",
        _ => Printer.Print(value),
    };
}
