using Monitor.Gateway.Events;
using Monitor.Gateway.Supergraph;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Subscriptions;

/// <summary>Reads one <c>@event</c> and holds it to the schema.</summary>
internal sealed class EventDeclaration(FieldType field, Directive directive, string publisher)
{
    /// <exception cref="SupergraphException">It does not fit.</exception>
    public EventField Read(GraphQLSchema api)
    {
        var data = Data();
        var (query, types) = Query(api, data);
        return new EventField(field.Name, Topics(), data, query, types);
    }

    private List<HeardTopic> Topics()
    {
        var list = Argument("topics") switch
        {
            ListValue given => given.Items,
            { } one => [one],
            null => [],
        };
        var topics = list.OfType<StringValue>().Select(topic => new HeardTopic(topic.Text, publisher)).ToList();
        return topics.Count > 0 && topics.Count == list.Count && topics.All(topic => IsPlain(topic.Topic))
            ? topics
            : throw Wrong("topics is a list of names");
    }

    private List<EventMember> Data()
    {
        var text = directive.Text("data");
        if (text is null)
        {
            return [];
        }
        if (Parse(() => Parser.ParseValue(text)) is not ObjectValue pattern)
        {
            throw Wrong("data is an object, as { round: $year }");
        }
        return [.. pattern.Fields.Select(member => member.Value switch
        {
            Variable variable when field.Arguments.ContainsKey(variable.Name) =>
                new EventMember(member.FieldName, variable.Name, null),
            Variable variable => throw Wrong($"${variable.Name} is no argument of the field"),
            not (ListValue or ObjectValue) when EventArguments.Plain(member.Value) is { } constant =>
                new EventMember(member.FieldName, null, constant),
            _ => throw Wrong($"{member.FieldName} of data is an argument, or a text, number or boolean"),
        })];
    }

    private (Field Query, IReadOnlyDictionary<string, TypeNode> Types) Query(GraphQLSchema api, List<EventMember> data)
    {
        var text = directive.Text("query") ?? throw Wrong("query is missing");
        var query = Parse(() => Parser.Parse($"{{ {text} }}")).Definitions is [OperationDefinition operation]
            && operation.SelectionSet.Selections is [Field { SelectionSet: null, Alias: null } single]
            ? single
            : throw Wrong("query is one field, without a selection: round(year: $year)");
        if (!api.QueryType!.Fields.TryGetValue(query.FieldName, out var answering))
        {
            throw Wrong($"there is no {api.QueryType.Name}.{query.FieldName}");
        }
        if (answering.Type.Nullable.ToString() != field.Type.Nullable.ToString())
        {
            throw Wrong($"{api.QueryType.Name}.{query.FieldName} gives {answering.Type}, the field {field.Type}");
        }
        if (answering.Arguments.Values.FirstOrDefault(needed => needed.IsRequired
            && query.Arguments.All(given => given.ArgumentName != needed.Name)) is { } missing)
        {
            throw Wrong($"{api.QueryType.Name}.{query.FieldName} needs {missing.Name}");
        }
        var types = new Dictionary<string, TypeNode>();
        foreach (var argument in query.Arguments)
        {
            if (!answering.Arguments.TryGetValue(argument.ArgumentName, out var known))
            {
                throw Wrong($"{api.QueryType.Name}.{query.FieldName} has no argument {argument.ArgumentName}");
            }
            if (argument.Value is Variable variable)
            {
                types[variable.Name] = TypeOf(variable, known, data);
            }
        }
        return (query, types);
    }

    /// <summary>What the query needs must be given by the client, or else by every event.</summary>
    private TypeNode TypeOf(Variable variable, InputValueType known, List<EventMember> data)
    {
        if (!field.Arguments.TryGetValue(variable.Name, out var own))
        {
            throw Wrong($"${variable.Name} is no argument of the field");
        }
        return known.Type.IsNonNull && !own.Type.IsNonNull && data.All(member => member.Argument != variable.Name)
            ? throw Wrong($"${variable.Name} may be null, and data does not have it")
            : Parser.ParseType(known.Type.ToString()!);
    }

    private Value? Argument(string name) =>
        directive.Arguments.FirstOrDefault(argument => argument.ArgumentName == name)?.Value;

    private T Parse<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (SyntaxException wrong)
        {
            throw Wrong(wrong.Message);
        }
    }

    /// <summary>Topics stand in addresses and in lines of a message.</summary>
    private static bool IsPlain(string topic) =>
        topic.Length is > 0 and <= 200 && topic.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private SupergraphException Wrong(string why) =>
        new($"@{directive.DirectiveName} of the subscription {field.Name}: {why}.");
}
