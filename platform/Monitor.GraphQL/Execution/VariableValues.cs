using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>Coerces the variables of an operation. §6.1.2 CoerceVariableValues</summary>
public static class VariableValues
{
    /// <summary>As graphql-js: a body of faults is not answered with a body of errors.</summary>
    private const int MaximumErrors = 50;

    private static readonly Dictionary<string, object?> None = [];

    /// <summary>Coerces what a client sent; absent variables without default stay absent.</summary>
    /// <param name="schema">Knows the types.</param>
    /// <param name="operation">Declares the variables.</param>
    /// <param name="given">As read from JSON; variables that the operation does not declare are ignored.</param>
    /// <param name="errors">Every fault, up to 50; the result is only meaningful where there is none.</param>
    /// <param name="suggest">Whether messages may propose names that resemble a misspelt one.</param>
    public static IReadOnlyDictionary<string, object?> Coerce(
        GraphQLSchema schema,
        OperationDefinition operation,
        IReadOnlyDictionary<string, object?>? given,
        out IReadOnlyList<GraphQLError> errors,
        bool suggest = true)
    {
        errors = [];
        if (operation.Variables.Count == 0)
        {
            return None;
        }

        var coerced = new Dictionary<string, object?>(StringComparer.Ordinal);
        var found = new List<GraphQLError>();
        try
        {
            foreach (var definition in operation.Variables)
            {
                new OneVariable(schema, definition, found, suggest).Coerce(given, coerced);
            }
        }
        catch (TooManyFaultsException tooMany)
        {
            found.Add(GraphQLError.Of(tooMany.Code, tooMany.Message));
        }

        errors = found;
        return coerced;
    }

    private sealed class OneVariable(
        GraphQLSchema schema, VariableDefinition definition, List<GraphQLError> errors, bool suggest)
    {
        private readonly string name = definition.Name.Value;

        public void Coerce(IReadOnlyDictionary<string, object?>? given, Dictionary<string, object?> coerced)
        {
            if (schema.Find(definition.Type) is not { Named.IsInput: true } type)
            {
                var written = Printer.Print(definition.Type);
                Report(
                    $"Variable \"${name}\" expected value of type \"{written}\""
                    + " which cannot be used as an input type.",
                    definition.Type);
            }
            else if (given is not null && given.TryGetValue(name, out var value))
            {
                coerced[name] = new ValueCoercion((message, path) => Report("value", message, path), suggest)
                    .Coerce(value, type);
            }
            else if (definition.DefaultValue is { } defaultValue)
            {
                coerced[name] = new LiteralCoercion(
                        Variables.None, (message, _, path) => Report("default value", message, path))
                    .Coerce(defaultValue, type, path: null);
            }
            else if (type.IsNonNull)
            {
                Report("value", $"Expected a value of non-null type \"{type}\" to be provided.", path: null);
            }
        }

        private void Report(string what, string message, InputPath? path) =>
            Report($"Variable \"${name}\" has invalid {what}{InputPath.Show(path)}: {message}", definition);

        private void Report(string message, SyntaxNode node)
        {
            if (errors.Count == MaximumErrors)
            {
                throw new TooManyFaultsException();
            }

            errors.Add(GraphQLError.Of("BAD_USER_INPUT", message) with { Locations = [node.Location] });
        }
    }

    private sealed class TooManyFaultsException() : ClientException(
        "BAD_USER_INPUT", "Too many errors processing variables, error limit reached. Execution aborted.");
}
