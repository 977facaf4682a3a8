using System.Diagnostics;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Npgsql;

namespace Monitor.Dapr;

/// <summary>
/// How a delivery ended: a handler's own <see cref="Delivery"/>, or the database that did not answer.
/// </summary>
internal enum Outcome
{
    Done,
    Retry,
    Drop,
    DatabaseDown,
}

/// <summary>Checks an event, has its handler handle it, and records that it is decided.</summary>
/// <remarks>Deliveries of the sidecar and events that catching up found take this same way.</remarks>
internal sealed class EventDispatcher(
    IServiceScopeFactory scopes, IHandledEvents handled, IOptions<DaprOptions> options,
    ILogger<EventDispatcher> log)
{
    private static readonly ActivitySource Source = new("Monitor.Dapr");

    public async Task<Outcome> DispatchAsync(
        Subscription subscription, EventEnvelope? envelope, CancellationToken cancellationToken)
    {
        if (Fault(subscription, envelope) is { } fault)
        {
            log.DeliveryDropped(subscription.Topic, fault);
            return Outcome.Drop;
        }
        if (envelope!.Type != subscription.Type)
        {
            // A newer type beside the one heard here, while the publisher is ahead: no failure.
            log.TypeNotHeard(envelope.Id!, envelope.Type);
            await handled.RecordAsync(
                envelope.Source!, envelope.Id!, envelope.Position, Delivery.Done, cancellationToken);
            return Outcome.Done;
        }

        using var activity = StartActivity(subscription, envelope);
        try
        {
            return await HandleAsync(subscription, envelope, cancellationToken);
        }
        catch (NpgsqlException failure) when (failure.IsTransient)
        {
            log.DatabaseDown(failure, envelope.Id!, subscription.Topic);
            return Outcome.DatabaseDown;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            log.HandlerFailed(failure, envelope.Id!, subscription.Topic);
            return Outcome.Retry;
        }
    }

    /// <summary>
    /// Has many events of one topic handled at once, none of which is decided yet.
    /// </summary>
    /// <returns>
    /// How each ended; null where that did not work, or the handler takes one at a time: dispatch each by itself.
    /// </returns>
    public async Task<IReadOnlyList<Outcome>?> DispatchManyAsync(
        Subscription subscription, IReadOnlyList<EventEnvelope> envelopes, CancellationToken cancellationToken)
    {
        if (subscription.HandleManyAsync is not { } handleMany || envelopes.Count < 2
            || envelopes.Any(each => Fault(subscription, each) is not null || each.Type != subscription.Type))
        {
            return null;
        }

        using var activity = Source.StartActivity($"handle many {subscription.Topic}", ActivityKind.Consumer);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(options.Value.HandleTimeout);
            await using var scope = scopes.CreateAsyncScope();
            var deliveries = await handleMany(scope.ServiceProvider, envelopes, limit.Token);
            await handled.RecordManyAsync(
                [.. envelopes.Zip(deliveries).Where(each => each.Second != Delivery.Retry)], limit.Token);
            return [.. deliveries.Select(OutcomeOf)];
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            log.ManyFailed(failure, envelopes.Count, subscription.Topic);
            return null;
        }
    }

    private static Outcome OutcomeOf(Delivery delivery) => delivery switch
    {
        Delivery.Done => Outcome.Done,
        Delivery.Drop => Outcome.Drop,
        _ => Outcome.Retry,
    };

    private async Task<Outcome> HandleAsync(
        Subscription subscription, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.HandleTimeout);
        var known = await handled.FindAsync(envelope.Source!, [envelope.Id!], limit.Token);
        if (known.TryGetValue(envelope.Id!, out var decided))
        {
            // Spares the handler its fetches; that it acts once is the inbox's work.
            return decided == Delivery.Drop ? Outcome.Drop : Outcome.Done;
        }
        await using var scope = scopes.CreateAsyncScope();
        var delivery = Delivery.Drop;
        try
        {
            delivery = await subscription.HandleAsync(scope.ServiceProvider, envelope, limit.Token);
            if (delivery == Delivery.Drop)
            {
                log.HandlerDropped(envelope.Id!, subscription.Topic);
            }
        }
        catch (UnreadableEventException unreadable)
        {
            log.DeliveryDropped(subscription.Topic, unreadable.Message);
        }
        if (delivery == Delivery.Retry)
        {
            return Outcome.Retry;
        }
        await handled.RecordAsync(envelope.Source!, envelope.Id!, envelope.Position, delivery, limit.Token);
        return delivery == Delivery.Done ? Outcome.Done : Outcome.Drop;
    }

    private static string? Fault(Subscription subscription, EventEnvelope? envelope)
    {
        if (envelope is null)
        {
            return "it is no CloudEvent in JSON";
        }
        if (envelope.Id is null)
        {
            return "it has no id, so that repeats cannot be told apart";
        }
        return envelope.Source == subscription.Publisher
            ? null
            : $"its source is {envelope.Source ?? "absent"}, the publisher is {subscription.Publisher}";
    }

    /// <summary>
    /// Continues the trace of the change that the event tells of, with or without anyone recording it.
    /// </summary>
    private static Activity StartActivity(Subscription subscription, EventEnvelope envelope)
    {
        var name = $"handle {subscription.Topic}";
        if (ActivityContext.TryParse(
            envelope.TraceParent, envelope.TraceState, isRemote: true, out var parent))
        {
            return Source.StartActivity(name, ActivityKind.Consumer, parent)
                ?? new Activity(name).SetParentId(envelope.TraceParent!).Start();
        }
        return Source.StartActivity(name, ActivityKind.Consumer) ?? new Activity(name).Start();
    }
}
