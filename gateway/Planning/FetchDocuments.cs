using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>Stage 8: writes the document of each fetch, in one line, with only the variables that it uses.</summary>
internal static class FetchDocuments
{
    public static IReadOnlyList<Fetch> Write(IReadOnlyList<Fetch> fetches, OperationDefinition operation)
    {
        var variables = operation.Variables.ToDictionary(variable => variable.Name.Value);
        return [.. fetches.Select(fetch => Write(fetch, variables))];
    }

    /// <summary>What is selected, with its braces: part of the key of a cached entity.</summary>
    public static string Text(PlannedSelection selection)
    {
        var text = new StringBuilder();
        Append(text, selection);
        return text.ToString();
    }

    private static Fetch Write(Fetch fetch, Dictionary<string, VariableDefinition> known)
    {
        var entities = fetch.Entities
            .Select(group => group with { Variable = Free(group.Variable, known) })
            .ToList();
        var used = VariablesOf(fetch.Root)
            .Concat(entities.SelectMany(group => group.Types).SelectMany(VariablesOf))
            .Distinct()
            .ToList();
        var declared = entities.Select(group => $"${group.Variable}: [_Any!]!")
            .Concat(used.Select(name => Declaration(known[name])))
            .ToList();

        var text = new StringBuilder(fetch.Operation == OperationType.Mutation ? "mutation" : "query");
        if (declared.Count > 0)
        {
            text.Append('(').AppendJoin(", ", declared).Append(')');
        }
        if (fetch.Root is not null)
        {
            Append(text, fetch.Root);
        }
        else
        {
            AppendEntities(text, entities);
        }
        var document = text.ToString();
        return fetch with
        {
            Document = document,
            DocumentJson = JsonEncodedText.Encode(document, JavaScriptEncoder.UnsafeRelaxedJsonEscaping),
            Variables = used,
            Defaults = used
                .Where(name => known[name].DefaultValue is not null)
                .ToDictionary(name => name, name => known[name].DefaultValue!),
            Entities = entities,
        };
    }

    private static void AppendEntities(StringBuilder text, List<EntityGroup> groups)
    {
        text.Append('{');
        foreach (var group in groups)
        {
            text.Append(group.ResponseKey == "_entities" ? "" : $"{group.ResponseKey}: ")
                .Append("_entities(representations: $").Append(group.Variable).Append("){");
            foreach (var type in group.Types)
            {
                text.Append("...on ").Append(type.Type);
                Append(text, type);
                text.Append(' ');
            }
            text.Length--;
            text.Append("} ");
        }
        text.Length--;
        text.Append('}');
    }

    private static void Append(StringBuilder text, PlannedSelection selection)
    {
        text.Append('{');
        if (selection.IsAbstract || selection.Fields.Count + selection.Fragments.Count == 0)
        {
            text.Append("__typename ");
        }
        foreach (var field in selection.Fields)
        {
            text.Append(field.ResponseKey == field.Name ? "" : $"{field.ResponseKey}: ").Append(field.Name);
            if (field.Arguments.Count > 0)
            {
                text.Append('(')
                    .AppendJoin(", ", field.Arguments.Select(a => $"{a.Name}: {Printer.Print(a.Value)}"))
                    .Append(')');
            }
            if (field.Selection is not null)
            {
                Append(text, field.Selection);
            }
            text.Append(' ');
        }
        foreach (var fragment in selection.Fragments)
        {
            text.Append("...on ").Append(fragment.Type);
            Append(text, fragment);
            text.Append(' ');
        }
        text.Length--;
        text.Append('}');
    }

    /// <summary>A client may have a variable of that name itself.</summary>
    private static string Free(string name, Dictionary<string, VariableDefinition> known) =>
        known.ContainsKey(name) ? Free($"{name}_", known) : name;

    private static string Declaration(VariableDefinition variable) =>
        $"${variable.Name}: {Printer.Print(variable.Type)}"
        + (variable.DefaultValue is null ? "" : $" = {Printer.Print(variable.DefaultValue)}");

    public static IEnumerable<string> VariablesOf(PlannedSelection? selection) => selection is null
        ? []
        : selection.Fields
            .SelectMany(field => field.Arguments
                .SelectMany(argument => VariablesOf(argument.Value))
                .Concat(VariablesOf(field.Selection)))
            .Concat(selection.Fragments.SelectMany(VariablesOf));

    private static IEnumerable<string> VariablesOf(Value value) => value switch
    {
        Variable variable => [variable.Name],
        ListValue list => list.Items.SelectMany(VariablesOf),
        ObjectValue record => record.Fields.SelectMany(field => VariablesOf(field.Value)),
        _ => [],
    };
}
