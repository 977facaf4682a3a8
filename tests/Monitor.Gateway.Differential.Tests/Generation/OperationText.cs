using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Gateway.Differential.Tests.Generation;

/// <summary>Prints operations on one line each definition.</summary>
internal sealed partial class OperationText
{
    private readonly Dictionary<string, string> fragments = [];

    /// <summary>The document, and the JSON of the variables that it uses.</summary>
    public static (string Query, string Variables) Of(Operation operation)
    {
        var text = new OperationText();
        var body = text.Set(operation.Parts);
        var document = string.Concat(text.fragments.Values.Prepend(body));
        var used = VariableName().Matches(document).Select(match => match.Groups[1].Value).ToHashSet();
        var variables = operation.Variables.Where(variable => used.Contains(variable.Name)).ToList();
        var head = variables.Count == 0 && operation.Keyword == "query"
            ? ""
            : operation.Keyword + Definitions(variables);
        return (
            string.Join('\n', text.fragments.Values.Prepend(head + body)),
            "{" + string.Join(',', variables.Where(variable => variable.Json is not null)
                .Select(variable => $"\"{variable.Name}\":{variable.Json}")) + "}");
    }

    private static string Definitions(List<VariablePart> variables) => variables.Count == 0
        ? ""
        : "(" + string.Join(", ", variables.Select(variable =>
            $"${variable.Name}: {variable.Type}{(variable.Default is null ? "" : $" = {variable.Default}")}")) + ")";

    private string Set(IReadOnlyList<Part> parts)
    {
        var text = new StringBuilder(" {");
        foreach (var part in parts)
        {
            text.Append(' ').Append(Print(part));
        }

        return text.Append(" }").ToString();
    }

    private string Print(Part part)
    {
        switch (part)
        {
            case FieldPart field:
                return (field.Alias is null ? "" : field.Alias + ": ") + field.Name + field.Arguments
                    + field.Directives + (field.Parts.Count == 0 ? "" : Set(field.Parts));
            case FragmentPart { Name: { } name } fragment:
                if (fragments.TryAdd(name, ""))
                {
                    fragments[name] = $"fragment {name} on {fragment.On}{Set(fragment.Parts)}";
                }

                return $"...{name}{fragment.Directives}";
            case FragmentPart fragment:
                return "..." + (fragment.On is null ? "" : $" on {fragment.On}") + fragment.Directives
                    + Set(fragment.Parts);
            default:
                throw new InvalidOperationException($"A {part.GetType().Name} cannot be printed.");
        }
    }

    [GeneratedRegex(@"\$([A-Za-z0-9_]+)")]
    private static partial Regex VariableName();
}
