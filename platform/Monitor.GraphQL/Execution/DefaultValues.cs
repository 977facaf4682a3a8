using System.Runtime.CompilerServices;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>The defaults of arguments and input fields: literals without variables, coerced once.</summary>
internal static class DefaultValues
{
    private static readonly ConditionalWeakTable<InputValueType, StrongBox<object?>> Known = [];

    /// <param name="input">Has a default.</param>
    /// <param name="report">Told what a schema that was assumed to be valid got wrong.</param>
    public static object? Of(InputValueType input, Action<string> report)
    {
        if (Known.TryGetValue(input, out var known))
        {
            return known.Value;
        }

        var isValid = true;
        var coercion = new LiteralCoercion(Variables.None, (message, _, _) =>
        {
            isValid = false;
            report(message);
        });
        var value = coercion.Coerce(input.DefaultValue!, input.Type, path: null);
        if (isValid)
        {
            Known.AddOrUpdate(input, new StrongBox<object?>(value));
        }

        return value;
    }
}
