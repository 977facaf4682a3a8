using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>The defaults of arguments and input fields: literals without variables, coerced once.</summary>
internal static class DefaultValues
{
    private static readonly ConditionalWeakTable<InputValueType, StrongBox<object?>> Known = [];

    /// <param name="input">Has a default.</param>
    /// <param name="report">Told what a schema that was assumed to be valid got wrong.</param>
    /// <param name="path">The way to what lacks the input.</param>
    public static object? Of(InputValueType input, Action<string, SyntaxNode, InputPath?> report, InputPath? path)
    {
        if (Known.TryGetValue(input, out var known))
        {
            return known.Value;
        }

        var isValid = true;
        var coercion = new LiteralCoercion(Variables.None, (message, node, at) =>
        {
            isValid = false;
            report(message, node, at);
        });
        var value = coercion.Coerce(input.DefaultValue!, input.Type, new InputPath(path, input.Name));
        if (isValid)
        {
            Known.AddOrUpdate(input, new StrongBox<object?>(value));
        }

        return value;
    }
}
