using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Monitor.Gateway.Planning;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// What is selected, as text in which what makes no difference to the answer is gone: formatting, the order of fields
/// and arguments, names of variables, and whether a value was written into the document, is a default, or was given as
/// a variable. An alias makes a difference: the stored answer bears it.
/// </summary>
internal sealed class NormalSelection
{
    private static readonly ConditionalWeakTable<PlannedSelection, NormalSelection> known = [];

    private readonly List<Part> parts = [];
    private readonly StringBuilder text = new();

    private NormalSelection(PlannedSelection selection)
    {
        Add(selection);
        End();
    }

    /// <summary>Made once for each selection of a plan.</summary>
    public static NormalSelection Of(PlannedSelection selection) =>
        known.GetValue(selection, of => new NormalSelection(of));

    /// <param name="into">The text is added here.</param>
    /// <param name="variables">As the client gave them.</param>
    /// <param name="defaults">Of variables that may be absent.</param>
    public void Write(
        StringBuilder into,
        IReadOnlyDictionary<string, object?>? variables,
        IReadOnlyDictionary<string, Value> defaults)
    {
        foreach (var part in parts)
        {
            into.Append(part.Text);
            if (part.Variable is null)
            {
                continue;
            }
            if (variables is not null && variables.TryGetValue(part.Variable, out var given))
            {
                into.Append(part.Name);
                WriteValue(into, given);
                into.Append(',');
            }
            else if (defaults.TryGetValue(part.Variable, out var value))
            {
                into.Append(part.Name);
                WriteLiteral(into, value);
                into.Append(',');
            }
            else if (part.IsItem)
            {
                into.Append("null,");   // GraphQL 2025 §3.11: an absent variable in a list is null
            }
        }
    }

    private void Add(PlannedSelection selection)
    {
        text.Append('{').Append(selection.IsAbstract ? "__typename " : "");
        foreach (var field in selection.Fields.OrderBy(field => field.ResponseKey, StringComparer.Ordinal))
        {
            text.Append(field.ResponseKey).Append(':').Append(field.Name);
            if (field.Arguments.Count > 0)
            {
                text.Append('(');
                foreach (var argument in field.Arguments.OrderBy(a => a.Name.Value, StringComparer.Ordinal))
                {
                    Add($"{argument.Name.Value}:", argument.Value, isItem: false);
                }
                text.Append(')');
            }
            if (field.Selection is not null)
            {
                Add(field.Selection);
            }
            text.Append(' ');
        }
        foreach (var fragment in selection.Fragments.OrderBy(fragment => fragment.Type, StringComparer.Ordinal))
        {
            text.Append("...on ").Append(fragment.Type);
            Add(fragment);
        }
        text.Append('}');
    }

    private void Add(string name, Value value, bool isItem)
    {
        switch (value)
        {
            case Variable variable:
                End();
                parts[^1] = parts[^1] with { Name = name, Variable = variable.Name, IsItem = isItem };
                return;
            case ListValue list:
                text.Append(name).Append('[');
                foreach (var item in list.Items)
                {
                    Add("", item, isItem: true);
                }
                text.Append(']');
                break;
            case ObjectValue record:
                text.Append(name).Append('{');
                foreach (var field in record.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal))
                {
                    Add($"{JsonSerializer.Serialize(field.Name.Value)}:", field.Value, isItem: false);
                }
                text.Append('}');
                break;
            default:
                text.Append(name);
                WriteLiteral(text, value);
                break;
        }
        text.Append(',');
    }

    private void End()
    {
        parts.Add(new Part(text.ToString(), "", null, false));
        text.Clear();
    }

    private static void WriteLiteral(StringBuilder into, Value value)
    {
        switch (value)
        {
            case IntValue number:
                into.Append(number.Text);
                break;
            case FloatValue number:
                into.Append(number.Text);
                break;
            case StringValue words:
                into.Append(JsonSerializer.Serialize(words.Text));
                break;
            case BooleanValue truth:
                into.Append(truth.Value ? "true" : "false");
                break;
            case EnumValue name:
                into.Append(name.Name);   // not as a string: a scalar may tell them apart
                break;
            case ListValue list:
                into.Append('[');
                foreach (var item in list.Items)
                {
                    WriteLiteral(into, item);
                    into.Append(',');
                }
                into.Append(']');
                break;
            case ObjectValue record:
                into.Append('{');
                foreach (var field in record.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal))
                {
                    into.Append(JsonSerializer.Serialize(field.Name.Value)).Append(':');
                    WriteLiteral(into, field.Value);
                    into.Append(',');
                }
                into.Append('}');
                break;
            default:
                into.Append("null");
                break;
        }
    }

    private static void WriteValue(StringBuilder into, object? value)
    {
        switch (value)
        {
            case int or long:
                into.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object?> record:
                into.Append('{');
                foreach (var (name, inner) in record.OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    into.Append(JsonSerializer.Serialize(name)).Append(':');
                    WriteValue(into, inner);
                    into.Append(',');
                }
                into.Append('}');
                break;
            case IEnumerable list and not string:
                into.Append('[');
                foreach (var item in list)
                {
                    WriteValue(into, item);
                    into.Append(',');
                }
                into.Append(']');
                break;
            default:
                into.Append(JsonSerializer.Serialize(value));
                break;
        }
    }

    /// <param name="Text">Stands as it is.</param>
    /// <param name="Name">What stands before the variable's value, if it has one.</param>
    /// <param name="Variable">Null at the end.</param>
    /// <param name="IsItem">Of a list.</param>
    private sealed record Part(string Text, string Name, string? Variable, bool IsItem);
}
