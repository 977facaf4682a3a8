using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>The arguments of one field of an operation. §6.4.1 CoerceArgumentValues</summary>
/// <remarks>Where no variable is in them, they are coerced once for all requests.</remarks>
/// <param name="binding">The field; it has arguments.</param>
/// <param name="node">Its first selection: all others have the same arguments. §5.3.2</param>
internal sealed class PlannedArguments(FieldBinding binding, Field node)
{
    private readonly bool isFixed = !node.Arguments.Any(argument => HoldsVariable(argument.Value));
    private IReadOnlyDictionary<string, object?>? coerced;

    /// <summary>The arguments that are given or have a default, by name.</summary>
    /// <exception cref="ArgumentFault">A value does not fit.</exception>
    public IReadOnlyDictionary<string, object?> Coerce(Variables variables)
    {
        if (coerced is not null)
        {
            return coerced;
        }

        var values = CoerceAll(variables);
        if (isFixed)
        {
            coerced = values;
        }

        return values;
    }

    private static bool HoldsVariable(Value value) => value switch
    {
        Variable => true,
        ListValue list => list.Items.Any(HoldsVariable),
        ObjectValue fields => fields.Fields.Any(field => HoldsVariable(field.Value)),
        _ => false,
    };

    private Dictionary<string, object?> CoerceAll(Variables variables)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var argument in binding.Field.Arguments.Values)
        {
            Coerce(argument, variables, values);
        }

        return values;
    }

    private void Coerce(InputValueType argument, Variables variables, Dictionary<string, object?> values)
    {
        var written = node.Arguments.FirstOrDefault(candidate => candidate.ArgumentName == argument.Name)?.Value;
        // A variable that was not given leaves the argument out.
        var isAbsent = written is null || (written is Variable variable && !variables.Has(variable.Name));
        if (!isAbsent || (written is not null && argument.IsRequired))
        {
            var coercion = new LiteralCoercion(variables, (message, part, path) => throw new ArgumentFault(
                $"{Show(argument)} has invalid value{InputPath.Show(path)}: {message}", part));
            values[argument.Name] = coercion.Coerce(written!, argument.Type, path: null);
        }
        else if (argument.DefaultValue is not null)
        {
            values[argument.Name] = DefaultValues.Of(argument, message => throw new ArgumentFault(
                $"{Show(argument)} has invalid default value: {message}", node));
        }
        else if (argument.IsRequired)
        {
            throw new ArgumentFault(
                $"{Show(argument)} of required type \"{argument.Type}\" was not provided.", node);
        }
    }

    private string Show(InputValueType argument) => $"Argument \"{binding.Coordinate}({argument.Name}:)\"";
}

/// <summary>An argument whose value does not fit, at its place in the document.</summary>
internal sealed class ArgumentFault(string message, SyntaxNode node) : ClientException("BAD_USER_INPUT", message)
{
    public Location Location { get; } = node.Location;

    public GraphQLError ToError() => GraphQLError.Of(Code, Message) with { Locations = [Location], Cause = this };

    /// <summary>Of a <c>@skip</c> or <c>@include</c> whose variable has no value.</summary>
    public static ArgumentFault OfCondition(string directive, Variable variable, bool isNull) => new(
        $"Argument \"@{directive}(if:)\" has invalid value: Expected variable \"${variable.Name}\" provided to "
        + (isNull
            ? "non-null type \"Boolean!\" not to be null."
            : "type \"Boolean!\" to provide a runtime value."),
        variable);
}
