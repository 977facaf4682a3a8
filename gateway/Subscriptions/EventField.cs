using System.Text.Json;
using Monitor.Gateway.Events;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Subscriptions;

/// <summary>A field of the subscription type that <c>@event</c> declares.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Topics">What is heard for it, and from whom.</param>
/// <param name="Data">Which members of an event's data belong to which arguments.</param>
/// <param name="Query">
/// The field of the query type that answers it; its arguments are literals, or arguments of the subscription's.
/// </param>
/// <param name="Types">Of the query's arguments, by the subscription's arguments that they are made of.</param>
internal sealed record EventField(
    string Name,
    IReadOnlyList<HeardTopic> Topics,
    IReadOnlyList<EventMember> Data,
    Field Query,
    IReadOnlyDictionary<string, TypeNode> Types)
{
    /// <summary>
    /// The arguments with those that were left open taken from the event; null where the event does not concern them.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Match(
        JsonElement data, IReadOnlyDictionary<string, object?> arguments)
    {
        var bound = new Dictionary<string, object?>(arguments);
        foreach (var member in Data)
        {
            if (data.ValueKind != JsonValueKind.Object
                || !data.TryGetProperty(member.Name, out var value)
                || EventMember.TextOf(value) is not { } text)
            {
                return null;
            }
            var wanted = member.Argument is null ? member.Constant : arguments.GetValueOrDefault(member.Argument);
            if (wanted is null)
            {
                bound[member.Argument!] = EventMember.ValueOf(value);
            }
            else if (EventMember.TextOf(wanted) != text)
            {
                return null;
            }
        }
        return bound;
    }

    /// <summary>
    /// Whether the arguments name what is asked without any event: then there is an answer from the beginning.
    /// </summary>
    public bool IsClosed(IReadOnlyDictionary<string, object?> arguments) =>
        Data.All(member => member.Argument is null || arguments.GetValueOrDefault(member.Argument) is not null);
}
