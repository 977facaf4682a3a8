using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

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
            var written = node.Arguments.FirstOrDefault(candidate => candidate.Name.Value == argument.Name)?.Value;
            var coercion = new InputCoercion((message, path) => throw new ArgumentFault(
                $"{Show(binding, argument)} has invalid value{InputPath.Show(path)}: {message}",
                written ?? (SyntaxNode)node));

            // A variable that was not given leaves the argument out.
            var isAbsent = written is null || (written is Variable variable && !variables.ContainsKey(variable.Name));
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
                throw new ArgumentFault(
                    $"{Show(binding, argument)} of type \"{argument.Type}\" is required, but it was not provided.",
                    node);
            }
        }

        return coerced;
    }

    private static string Show(FieldBinding binding, InputValueType argument) =>
        $"Argument \"{binding.Coordinate}({argument.Name}:)\"";
}

/// <summary>An argument whose value does not fit, at its place in the document.</summary>
internal sealed class ArgumentFault(string message, SyntaxNode node) : ClientException("BAD_USER_INPUT", message)
{
    public Location Location { get; } = node.Location;
}
