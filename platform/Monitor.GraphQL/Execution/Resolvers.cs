namespace Monitor.GraphQL.Execution;

/// <summary>
/// Answers one field for all its parents of a level, in their order. An item that is an <see cref="Exception"/> fails
/// the field of that parent alone (choose <c>object?</c> for <typeparamref name="TResult"/>); a thrown one fails all.
/// </summary>
public delegate ValueTask<IReadOnlyList<TResult>> BatchResolver<in TParent, TResult>(
    IReadOnlyList<TParent> parents, FieldContext context, CancellationToken cancellationToken);

/// <summary>Answers a field of a root type; called once.</summary>
public delegate ValueTask<TResult> RootResolver<TResult>(FieldContext context, CancellationToken cancellationToken);

/// <summary>
/// Opens the source of events of a subscription field. §6.2.3.1 The token ends with the subscription: then the source
/// ends too. What is thrown refuses the subscription.
/// </summary>
public delegate ValueTask<IAsyncEnumerable<TEvent>> SourceResolver<TEvent>(
    FieldContext context, CancellationToken cancellationToken);

/// <summary>
/// Finds all entities of one type that a request of <c>_entities</c> asks for, in the order asked. An item may be null
/// (there is none) or an <see cref="Exception"/>, which fails that item alone.
/// </summary>
public delegate ValueTask<IReadOnlyList<TResult>> EntityResolver<TResult>(
    IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken);
