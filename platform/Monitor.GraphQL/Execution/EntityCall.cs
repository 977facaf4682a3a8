namespace Monitor.GraphQL.Execution;

/// <summary>An <see cref="EntityResolver{TResult}"/>, whatever its type.</summary>
internal abstract class EntityCall
{
    public abstract Type ValueType { get; }

    public abstract ValueTask<IReadOnlyList<object?>> FindAsync(
        IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken);
}

internal sealed class EntityCall<TResult>(EntityResolver<TResult> resolver) : EntityCall
{
    public override Type ValueType => typeof(TResult);

    public override async ValueTask<IReadOnlyList<object?>> FindAsync(
        IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken) =>
        AsObjects(await resolver(representations, context, cancellationToken));

    /// <summary>The same list where its items are references; boxed otherwise.</summary>
    private static IReadOnlyList<object?> AsObjects(IReadOnlyList<TResult> answers) =>
        answers as IReadOnlyList<object?> ?? [.. answers.Select(answer => (object?)answer)];
}
