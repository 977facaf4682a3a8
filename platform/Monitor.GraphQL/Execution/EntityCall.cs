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
        Answers.AsObjects(await resolver(representations, context, cancellationToken));
}
