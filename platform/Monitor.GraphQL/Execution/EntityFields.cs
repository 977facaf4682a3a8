using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>
/// Answers <c>_entities</c> of an Apollo Federation 2 subgraph: one call per type, in the order asked.
/// </summary>
internal static class EntityFields
{
    private const string FieldName = "_entities";

    /// <summary>Answers the field, unless it is bound already.</summary>
    public static void Bind(Binder binder, GraphQLSchema schema)
    {
        if (schema.QueryType?.Fields.ContainsKey(FieldName) == true && !IsBound(binder, schema))
        {
            binder.Root<IReadOnlyList<object?>>($"{schema.QueryType.Name}.{FieldName}", ResolveAsync);
        }
    }

    /// <summary>Whether entities are asked of their resolvers, and so each type needs one.</summary>
    public static bool AskResolvers(Binder binder, GraphQLSchema schema) =>
        !IsBound(binder, schema)
        || binder.Fields[$"{schema.QueryType!.Name}.{FieldName}"] is RootCallResolver<IReadOnlyList<object?>>;

    private static bool IsBound(Binder binder, GraphQLSchema schema) =>
        schema.QueryType is { } query && binder.Fields.ContainsKey($"{query.Name}.{FieldName}");

    public static bool Is(ObjectType type, FieldType field, GraphQLSchema schema) =>
        ReferenceEquals(type, schema.QueryType) && field.Name == FieldName;

    /// <summary>The types that other subgraphs may ask for by a key.</summary>
    public static IReadOnlyList<ObjectType> TypesIn(GraphQLSchema schema) =>
        schema.Types.GetValueOrDefault("_Entity") is UnionType entities ? entities.Members : [];

    /// <summary>The fields that identify an entity: all its keys together.</summary>
    public static IEnumerable<string> KeysOf(ObjectType type) => type.Directives
        .Where(IsKey)
        .Select(key => (key.Arguments.FirstOrDefault(a => a.Name.Value == "fields")?.Value as StringValue)?.Text)
        .OfType<string>()
        .SelectMany(fields => Parser.Parse($"{{ {fields} }}").Definitions.OfType<OperationDefinition>())
        .SelectMany(selection => selection.SelectionSet.Selections.OfType<Field>())
        .Select(field => field.Name.Value);

    /// <summary>
    /// Marks a field that another subgraph answers; here it only stands in what a <c>@requires</c> names, and a gateway
    /// asks for it elsewhere.
    /// </summary>
    public static bool IsOwnedElsewhere(FieldType field) =>
        field.Directives.Any(directive => directive.DirectiveName is "external" or "federation__external");

    /// <summary>Answers a field of another subgraph that is asked for here all the same.</summary>
    public static FieldResolver RefusesWhatIsElsewhere { get; } = new RootCallResolver<object?>(
        (context, _) => throw new ClientException(
            "OPERATION_NOT_SUPPORTED", $"Ask the gateway for {context.FieldName}: another subgraph has it."));

    private static bool IsKey(Directive directive) => directive.DirectiveName is "key" or "federation__key";

    private static async ValueTask<IReadOnlyList<object?>> ResolveAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var asked = context.Argument<IReadOnlyList<object?>>("representations");
        var answers = new object?[asked.Count];
        var groups = new EntityGroups(context.Schema, asked.Count);
        for (var place = 0; place < answers.Length; place++)
        {
            answers[place] = groups.Add(asked[place], place);
        }

        await Task.WhenAll(groups.All.Select(group => FindAsync(group, answers, context, cancellationToken)));
        return answers;
    }

    private static async Task FindAsync(
        EntityGroup group, object?[] answers, FieldContext context, CancellationToken cancellationToken)
    {
        var places = group.Places;
        try
        {
            var call = context.Schema.Entities[group.TypeName];
            var found = await call.FindAsync(group.Asked, context, cancellationToken);
            if (found.Count != places.Count)
            {
                throw new InvalidOperationException(
                    $"The entity resolver of {group.TypeName} answered {found.Count} of {places.Count}"
                    + " representations.");
            }

            var typing = new EntityTyping(group.TypeName, context.Field.Type.Named, context.Schema);
            for (var i = 0; i < places.Count; i++)
            {
                answers[places[i]] = typing.Apply(found[i]);
            }
        }
        catch (Exception cause)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // A type that fails costs only its own entities.
            foreach (var place in places)
            {
                answers[place] = cause;
            }
        }
    }
}
