using Monitor.Gateway.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Subscriptions;

/// <summary>A client's subscription as the query that answers it: one for a document, whatever the arguments.</summary>
internal sealed class EventQuery
{
    private readonly EventField field;
    private readonly string prefix;

    private EventQuery(EventField field, string prefix, Document document, OperationDefinition definition)
    {
        this.field = field;
        this.prefix = prefix;
        Document = document;
        Definition = definition;
    }

    /// <summary>The query and the client's fragments.</summary>
    public Document Document { get; }

    public OperationDefinition Definition { get; }

    /// <param name="document">The client's.</param>
    /// <param name="subscription">Its operation.</param>
    /// <param name="field">What its one root field declares.</param>
    public static EventQuery Of(Document document, OperationDefinition subscription, EventField field)
    {
        var asked = SubscriptionRoot.Of(document, subscription);
        var prefix = "event_";
        while (subscription.Variables.Any(v => v.Name.Value.StartsWith(prefix, StringComparison.Ordinal)))
        {
            prefix = $"_{prefix}";
        }
        var definition = new OperationDefinition
        {
            Operation = OperationType.Query,
            Name = subscription.Name,
            Location = subscription.Location,
            Variables =
            [
                .. subscription.Variables,
                .. field.Types.Select(type => new VariableDefinition
                {
                    Name = new Name(prefix + type.Key),
                    Type = type.Value,
                }),
            ],
            SelectionSet = new SelectionSet([Root(asked, field.Query, prefix)]),
        };
        var fragments = document.Definitions.OfType<FragmentDefinition>();
        return new EventQuery(field, prefix, new Document([definition, .. fragments]), definition);
    }

    /// <summary>The client's variables, and those of the query.</summary>
    /// <param name="client">As it sent them.</param>
    /// <param name="values">Of the subscription's arguments, by name.</param>
    public Dictionary<string, object?> Variables(
        IReadOnlyDictionary<string, object?>? client, IReadOnlyDictionary<string, object?> values)
    {
        var all = client is null ? [] : new Dictionary<string, object?>(client);
        foreach (var name in field.Types.Keys)
        {
            all[prefix + name] = values.GetValueOrDefault(name);
        }
        return all;
    }

    /// <summary>Stands under the name that the client expects, at the place where it wrote it.</summary>
    private static Field Root(IReadOnlyList<Field> asked, Field query, string prefix) => new()
    {
        Alias = new Name(asked[0].ResponseName),
        Name = new Name(query.FieldName),
        Directives = asked[0].Directives,
        Location = asked[0].Location,
        Arguments =
        [
            .. query.Arguments.Select(argument => new Argument(
                new Name(argument.ArgumentName),
                argument.Value is Variable variable ? new Variable(prefix + variable.Name) : argument.Value)),
        ],
        SelectionSet = asked[0].SelectionSet is null
            ? null
            : new SelectionSet([.. asked.SelectMany(field => field.SelectionSet!.Selections)]),
    };
}

/// <summary>Finds the one field that a subscription has at its root. GraphQL 2025 §5.2.3.1</summary>
internal static class SubscriptionRoot
{
    /// <summary>The field, as often as it is written.</summary>
    public static IReadOnlyList<Field> Of(Document document, OperationDefinition subscription)
    {
        var fragments = document.Definitions.OfType<FragmentDefinition>().ToDictionary(f => f.Name.Value);
        var found = new List<Field>();
        Collect(subscription.SelectionSet);
        return found.Count > 0
            ? found
            : throw new RefusedException("OPERATION_NOT_SUPPORTED", "The subscription asks for nothing.");

        void Collect(SelectionSet set)
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case Field field:
                        found.Add(field);
                        break;
                    case InlineFragment inline:
                        Collect(inline.SelectionSet);
                        break;
                    case FragmentSpread spread:
                        Collect(fragments[spread.FragmentName].SelectionSet);
                        break;
                }
            }
        }
    }
}
