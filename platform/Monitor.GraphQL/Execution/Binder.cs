using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>The list of what answers each field of a schema.</summary>
/// <remarks>
/// <see cref="ExecutableSchema.Build"/> holds the whole list against the schema: a name that the schema does not have,
/// a field that nothing answers, or a type that does not fit, stops the start.
/// </remarks>
public sealed class Binder
{
    /// <summary>
    /// Objects of type <paramref name="typeName"/> are <typeparamref name="T"/>: its public properties answer the fields
    /// of the same name (<c>scoreCard</c> by <c>ScoreCard</c>) that have no resolver.
    /// </summary>
    public Binder Type<T>(string typeName) => throw new NotImplementedException(typeName);

    /// <summary>Answers one field: <c>"Municipality.scoreCard"</c>.</summary>
    public Binder Field<TParent, TResult>(string coordinate, BatchResolver<TParent, TResult> resolver) =>
        throw new NotImplementedException(coordinate + resolver);

    /// <summary>Answers a field of a root type: <c>"Query.municipality"</c>, <c>"Mutation.postTip"</c>.</summary>
    public Binder Root<TResult>(string coordinate, RootResolver<TResult> resolver) =>
        throw new NotImplementedException(coordinate + resolver);

    /// <summary>Finds the entities of a type for <c>_entities</c>: one call for all representations of that type.</summary>
    public Binder Entity<TResult>(string typeName, EntityResolver<TResult> resolver) =>
        throw new NotImplementedException(typeName + resolver);

    /// <summary>How values of a scalar enter and leave.</summary>
    public Binder Scalar(string name, ScalarCoercion coercion) => throw new NotImplementedException(name + coercion);
}
