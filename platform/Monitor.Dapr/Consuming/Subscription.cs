using System.Text.Json;

using Microsoft.Extensions.DependencyInjection;

namespace Monitor.Dapr;

/// <summary>One topic of one publisher, and what handles it here.</summary>
internal sealed record Subscription(
    string Topic,
    string Publisher,
    Func<IServiceProvider, EventEnvelope, CancellationToken, Task<Delivery>> HandleAsync)
{
    /// <summary>Handles many at once; null where the handler takes one at a time.</summary>
    public Func<IServiceProvider, IReadOnlyList<EventEnvelope>, CancellationToken, Task<IReadOnlyList<Delivery>>>?
        HandleManyAsync { get; private init; }

    public string Type => CloudEvent.TypeOf(Topic);

    public string Route => $"/events/{Topic}";

    public static Subscription Of<TEvent, THandler>(string topic, string publisher)
        where THandler : class, IHandle<TEvent>
    {
        var make = ActivatorUtilities.CreateFactory<THandler>([]);
        var subscription = Of<TEvent>(
            topic,
            publisher,
            (services, received, cancellationToken) => make(services, []).HandleAsync(received, cancellationToken));
        return !typeof(THandler).IsAssignableTo(typeof(IHandleMany<TEvent>)) ? subscription : subscription with
        {
            HandleManyAsync = (services, envelopes, cancellationToken) =>
                ((IHandleMany<TEvent>)(object)make(services, [])).HandleManyAsync(
                    [.. envelopes.Select(ReceivedOf<TEvent>)], cancellationToken),
        };
    }

    public static Subscription Of<TEvent>(
        string topic, string publisher, Func<Received<TEvent>, CancellationToken, Task<Delivery>> handle) =>
        Of<TEvent>(topic, publisher, (_, received, cancellationToken) => handle(received, cancellationToken));

    private static Subscription Of<TEvent>(
        string topic,
        string publisher,
        Func<IServiceProvider, Received<TEvent>, CancellationToken, Task<Delivery>> handle)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);
        ArgumentException.ThrowIfNullOrWhiteSpace(publisher);
        return new Subscription(topic, publisher, (services, envelope, cancellationToken) =>
            handle(services, ReceivedOf<TEvent>(envelope), cancellationToken));
    }

    private static Received<TEvent> ReceivedOf<TEvent>(EventEnvelope envelope) => new(
        envelope.Source!, envelope.Id!, envelope.Position, envelope.Time ?? default,
        ReadData<TEvent>(envelope.Data));

    private static TEvent ReadData<TEvent>(JsonElement data)
    {
        try
        {
            return data.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
                ? throw new UnreadableEventException("it has no data", null)
                : data.Deserialize<TEvent>(JsonSerializerOptions.Web)!;
        }
        catch (JsonException unreadable)
        {
            throw new UnreadableEventException($"its data is no {typeof(TEvent).Name}", unreadable);
        }
    }
}

/// <summary>An event's data is not what its type promises: no delivery will ever succeed.</summary>
internal sealed class UnreadableEventException(string message, Exception? inner) : Exception(message, inner);
