using Monitor.Benchmark.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>Reads the argument <c>components</c> of a field.</summary>
internal static class ComponentsArgument
{
    /// <summary>The parts that are asked for; all where none are named.</summary>
    /// <exception cref="ClientException">BAD_USER_INPUT: an empty list.</exception>
    public static Components Components(this FieldContext context) =>
        Domain.Components.Of(context.Argument<IReadOnlyList<Component>?>("components"));
}
