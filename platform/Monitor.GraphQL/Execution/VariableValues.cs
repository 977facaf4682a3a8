using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>Coerces the variables of an operation. §6.1.2 CoerceVariableValues</summary>
public static class VariableValues
{
    /// <summary>Coerces what a client sent; absent variables without default stay absent.</summary>
    /// <param name="schema">Knows the types.</param>
    /// <param name="operation">Declares the variables.</param>
    /// <param name="given">As read from JSON; variables that the operation does not declare are ignored.</param>
    /// <param name="errors">Every fault; the result is only meaningful where there is none.</param>
    public static IReadOnlyDictionary<string, object?> Coerce(
        GraphQLSchema schema,
        OperationDefinition operation,
        IReadOnlyDictionary<string, object?>? given,
        out IReadOnlyList<GraphQLError> errors)
    {
        var coerced = new Dictionary<string, object?>(StringComparer.Ordinal);
        var found = new List<GraphQLError>();
        foreach (var definition in operation.Variables)
        {
            CoerceOne(schema, definition, given, coerced, found);
        }

        errors = found;
        return coerced;
    }

    private static void CoerceOne(
        GraphQLSchema schema,
        VariableDefinition definition,
        IReadOnlyDictionary<string, object?>? given,
        Dictionary<string, object?> coerced,
        List<GraphQLError> errors)
    {
        var name = definition.Name.Value;
        if (schema.Find(definition.Type) is not { Named.IsInput: true } type)
        {
            var written = Printer.Print(definition.Type);
            errors.Add(Error(
                definition.Type,
                $"Variable \"${name}\" expected value of type \"{written}\" which cannot be used as an input type."));
            return;
        }

        if (given is not null && given.TryGetValue(name, out var value))
        {
            coerced[name] = new InputCoercion((message, path) => errors.Add(Error(
                definition, $"Variable \"${name}\" has invalid value{InputPath.Show(path)}: {message}")))
                .Value(value, type, path: null);
        }
        else if (definition.DefaultValue is { } defaultValue)
        {
            coerced[name] = new InputCoercion((message, path) => errors.Add(Error(
                definition, $"Variable \"${name}\" has invalid default value{InputPath.Show(path)}: {message}")))
                .Literal(defaultValue, type, new Dictionary<string, object?>(), path: null);
        }
        else if (type.IsNonNull)
        {
            errors.Add(Error(
                definition,
                $"Variable \"${name}\" has invalid value:"
                + $" Expected a value of non-null type \"{type}\" to be provided."));
        }
    }

    private static GraphQLError Error(SyntaxNode node, string message) => new(message)
    {
        Locations = [node.Location],
        Extensions = GraphQLError.Code("BAD_USER_INPUT"),
    };
}
