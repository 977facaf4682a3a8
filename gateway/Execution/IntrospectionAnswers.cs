using System.Buffers;
using System.Text.Json;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Execution;

/// <summary>Answers <c>__schema</c> and <c>__type</c> from the clients' schema; no subgraph is asked.</summary>
internal sealed class IntrospectionAnswers(GraphQLSchema schema)
{
    private readonly Lazy<Executor> executor = new(() => new Executor(ExecutableSchema.Build(schema, BindAll(schema))));

    /// <summary>Adds the introspection fields of an operation to its answer.</summary>
    /// <param name="run">All its fetches have ended.</param>
    /// <param name="document">Holds the fragments.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="services">Of the request.</param>
    /// <param name="cancellationToken">Nobody waits for the answer any more.</param>
    public async Task AddAsync(
        PlanRun run,
        Document document,
        OperationDefinition operation,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        if (run.Plan.Introspection is not { } shape)
        {
            return;
        }
        var fields = run.Plan.Plan.Selection.Common.Select(field => field.Introspection).OfType<Field>().ToList();
        var asked = new OperationDefinition
        {
            Variables = operation.Variables,
            SelectionSet = new SelectionSet(fields),
        };
        var result = await executor.Value.ExecuteAsync(
            new ExecutionRequest
            {
                Document = new Document([asked, .. document.Definitions.OfType<FragmentDefinition>()]),
                Variables = run.Variables,
                Services = services,
            },
            cancellationToken);
        run.Errors.AddRange(result.Errors);
        if (result.HasData)
        {
            var buffer = new ArrayBufferWriter<byte>(16 * 1024);
            await using var json = new Utf8JsonWriter(buffer);
            result.WriteData(json);
            await json.FlushAsync(cancellationToken);
            run.Merge(shape, buffer.WrittenMemory);
        }
    }

    /// <summary>
    /// The engine wants every field answered; here it is only ever asked the fields that it answers itself.
    /// </summary>
    private static Action<Binder> BindAll(GraphQLSchema schema) => binder =>
    {
        foreach (var type in schema.Types.Values.OfType<ObjectType>().Where(type => !IsBuiltIn(type)))
        {
            var isRoot = ReferenceEquals(type, schema.QueryType)
                || ReferenceEquals(type, schema.MutationType)
                || ReferenceEquals(type, schema.SubscriptionType);
            foreach (var field in type.Fields.Keys)
            {
                var coordinate = $"{type.Name}.{field}";
                _ = isRoot
                    ? binder.Root<object?>(coordinate, (_, _) => throw NeverAsked(coordinate))
                    : binder.Field<object, object?>(coordinate, (_, _, _) => throw NeverAsked(coordinate));
            }
        }
    };

    private static NotSupportedException NeverAsked(string coordinate) => new(coordinate);

    private static bool IsBuiltIn(ObjectType type) => type.Name.StartsWith("__", StringComparison.Ordinal);
}
