namespace Monitor.GraphQL.Execution;

/// <summary>Opens the source of events of a subscription field, whatever their type.</summary>
internal abstract class SourceCall
{
    public abstract Type EventType { get; }

    public abstract ValueTask<IAsyncEnumerable<object?>> OpenAsync(
        FieldContext context, CancellationToken cancellationToken);

    /// <summary>The event itself answers the field.</summary>
    public abstract MemberResolver ToResolver();
}

internal sealed class SourceCall<TEvent>(SourceResolver<TEvent> source) : SourceCall
{
    public override Type EventType => typeof(TEvent);

    public override async ValueTask<IAsyncEnumerable<object?>> OpenAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var events = await source(context, cancellationToken)
            ?? throw new ResultFaultException("Subscription field must return Async Iterable. Received: null.");
        return events as IAsyncEnumerable<object?> ?? new BoxedEvents<TEvent>(events);
    }

    public override MemberResolver ToResolver() =>
        new MemberResolver<TEvent>(typeof(TEvent), static item => (TEvent)item!);
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
