using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Execution;

/// <summary>Coerces the arguments of a field. §6.4.1 CoerceArgumentValues</summary>
internal static class ArgumentValues
{
    private static readonly Dictionary<string, object?> None = [];

    /// <summary>The arguments that are given or have a default, by name.</summary>
    /// <exception cref="ClientException">A value does not fit: BAD_USER_INPUT.</exception>
    public static IReadOnlyDictionary<string, object?> Coerce(
        FieldBinding binding, Field node, IReadOnlyDictionary<string, object?> variables)
    {
        if (binding.Field.Arguments.Count == 0)
        {
            return None;
        }

        var coerced = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var argument in binding.Field.Arguments.Values)
        {
            var coercion = new InputCoercion((message, path) => throw Fault(
                $"Argument \"{binding.Coordinate}({argument.Name}:)\" has invalid value{InputPath.Show(path)}: {message}"));
            var written = node.Arguments.FirstOrDefault(candidate => candidate.Name.Value == argument.Name)?.Value;
            var isAbsent = written is null or Variable && !(written is Variable v && variables.ContainsKey(v.Name));
            if (!isAbsent || (written is not null && argument.IsRequired))
            {
                coerced[argument.Name] = coercion.Literal(written!, argument.Type, variables, path: null);
            }
            else if (argument.DefaultValue is not null)
            {
                coerced[argument.Name] = coercion.Default(argument, path: null);
            }
            else if (argument.IsRequired)
            {
                throw Fault(
                    $"Argument \"{binding.Coordinate}({argument.Name}:)\" of type \"{argument.Type}\" is required,"
                    + " but it was not provided.");
            }
        }

        return coerced;
    }

    private static ClientException Fault(string message) => new("BAD_USER_INPUT", message);
}
