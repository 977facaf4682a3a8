using Monitor.Gateway.Events;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Subscriptions;

/// <summary>The subscriptions of a supergraph that can be carried out: those that declare their events.</summary>
/// <remarks>
/// <code>
/// type Subscription {
///   roundChanged(year: Int!): Round
///     @event(topics: ["round.opened", "round.closed"], data: "{ round: $year }", query: "round(year: $year)")
/// }
/// </code>
/// An event of these topics, published by the subgraph that declares the field, whose data has the argument's value,
/// has the selection asked of <c>Query.round</c>. An argument that is left open takes its value from each event.
/// </remarks>
internal sealed class EventFields
{
    /// <summary>Subgraphs link to it, and pass the directive on by <c>@composeDirective</c>.</summary>
    private const string Feature = "https://monitor.example/events";

    private readonly Dictionary<string, EventField> fields;

    private EventFields(Dictionary<string, EventField> fields) => this.fields = fields;

    public static EventFields None { get; } = new([]);

    /// <summary>All that must be heard.</summary>
    public IEnumerable<HeardTopic> Topics => fields.Values.SelectMany(declared => declared.Topics).Distinct();

    /// <summary>Null where the field declares no events.</summary>
    public EventField? Find(string field) => fields.GetValueOrDefault(field);

    /// <exception cref="SupergraphException">A declaration does not fit its field.</exception>
    public static EventFields Of(
        Document supergraph, GraphQLSchema api, IReadOnlyDictionary<string, Subgraph> subgraphs)
    {
        if (LinkedFeatures.Of(supergraph).DirectiveOf(Feature, "event") is not { } name
            || api.SubscriptionType is not { } subscriptions)
        {
            return None;
        }
        var definition = supergraph.Definitions.OfType<ObjectTypeDefinition>()
            .First(type => type.Name.Value == subscriptions.Name);
        var fields = new Dictionary<string, EventField>();
        foreach (var field in definition.Fields)
        {
            if (field.Directives.FirstOrDefault(d => d.Name.Value == name) is { } directive
                && subscriptions.Fields.TryGetValue(field.Name.Value, out var type))
            {
                fields[field.Name.Value] = new EventDeclaration(
                    type, directive, PublisherOf(definition, field, subgraphs)).Read(api);
            }
        }
        return new EventFields(fields);
    }

    private static string PublisherOf(
        ObjectTypeDefinition type, FieldDefinition field, IReadOnlyDictionary<string, Subgraph> subgraphs)
    {
        var join = field.Directives.FirstOrDefault(directive => directive.Name.Value == "join__field")
            ?? type.Directives.FirstOrDefault(directive => directive.Name.Value == "join__type");
        return join?.Enum("graph") is { } graph && subgraphs.TryGetValue(graph, out var subgraph)
            ? subgraph.Name
            : throw new SupergraphException($"{type.Name}.{field.Name} is in no subgraph.");
    }
}
