namespace Monitor.GraphQL.Execution;

/// <summary>What answers a field, whatever the types of its parents and answers.</summary>
internal abstract class FieldResolver;

/// <summary>Reads the value from each parent in memory.</summary>
internal sealed class MemberResolver(Type parentType, Type valueType, Func<object?, object?> read) : FieldResolver
{
    public Type ParentType { get; } = parentType;

    public Type ValueType { get; } = valueType;

    public Func<object?, object?> Read { get; } = read;
}

/// <summary>Answers all parents in one call.</summary>
internal abstract class CallResolver : FieldResolver
{
    /// <summary>Null for the field of a root type, which has no parent.</summary>
    public abstract Type? ParentType { get; }

    public abstract Type ValueType { get; }

    /// <summary>One answer for each parent, in order.</summary>
    public abstract ValueTask<IReadOnlyList<object?>> ResolveAsync(
        List<object?> parents, FieldContext context, CancellationToken cancellationToken);
}

internal sealed class BatchCallResolver<TParent, TResult>(BatchResolver<TParent, TResult> resolver) : CallResolver
{
    public override Type? ParentType => typeof(TParent);

    public override Type ValueType => typeof(TResult);

    public override async ValueTask<IReadOnlyList<object?>> ResolveAsync(
        List<object?> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var typed = new TParent[parents.Count];
        for (var i = 0; i < typed.Length; i++)
        {
            typed[i] = (TParent)parents[i]!;
        }

        return Answers.AsObjects(await resolver(typed, context, cancellationToken));
    }
}

internal sealed class RootCallResolver<TResult>(RootResolver<TResult> resolver) : CallResolver
{
    public override Type? ParentType => null;

    public override Type ValueType => typeof(TResult);

    public override async ValueTask<IReadOnlyList<object?>> ResolveAsync(
        List<object?> parents, FieldContext context, CancellationToken cancellationToken)
    {
        object? answer = await resolver(context, cancellationToken);
        var answers = new object?[parents.Count];
        Array.Fill(answers, answer);
        return answers;
    }
}

/// <summary>Opens the source of events of a subscription field, whatever their type.</summary>
internal abstract class SourceCall
{
    public abstract Type EventType { get; }

    public abstract ValueTask<IAsyncEnumerable<object?>> OpenAsync(
        FieldContext context, CancellationToken cancellationToken);
}

internal sealed class SourceCall<TEvent>(SourceResolver<TEvent> source) : SourceCall
{
    public override Type EventType => typeof(TEvent);

    public override async ValueTask<IAsyncEnumerable<object?>> OpenAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var events = await source(context, cancellationToken)
            ?? throw new InvalidOperationException(
                "Subscription field must return Async Iterable. Received: null.");
        return events as IAsyncEnumerable<object?> ?? new BoxedEvents<TEvent>(events);
    }
}

/// <summary>Events that are values, as objects.</summary>
internal sealed class BoxedEvents<TEvent>(IAsyncEnumerable<TEvent> events) : IAsyncEnumerable<object?>
{
    public async IAsyncEnumerator<object?> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var item in events.WithCancellation(cancellationToken))
        {
            yield return item;
        }
    }
}

internal static class Answers
{
    /// <summary>The same list where its items are references; boxed otherwise.</summary>
    public static IReadOnlyList<object?> AsObjects<T>(IReadOnlyList<T> answers)
    {
        if (answers is IReadOnlyList<object?> objects)
        {
            return objects;
        }

        var boxed = new object?[answers.Count];
        for (var i = 0; i < boxed.Length; i++)
        {
            boxed[i] = answers[i];
        }

        return boxed;
    }
}
