using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Schema;
using Binder = Monitor.GraphQL.Execution.Binder;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Registers an Apollo Federation 2 subgraph.</summary>
public static class SubgraphServices
{
    /// <summary>
    /// Reads the embedded resource that ends in <c>schema.graphql</c>, adds the definitions of federation 2 and of
    /// <c>@cacheControl</c>, and binds it. A wrong schema or binding stops the start.
    /// </summary>
    public static IServiceCollection AddSubgraph(
        this IServiceCollection services, Assembly schemaOwner, Action<Binder, IServiceProvider> bind) =>
        services.AddSubgraph(ReadSchema(schemaOwner), bind);

    /// <summary>As above, from the schema's text.</summary>
    public static IServiceCollection AddSubgraph(
        this IServiceCollection services, string sdl, Action<Binder, IServiceProvider> bind)
    {
        return services.AddGraphQL(
            provider => new SubgraphHandler(
                Bind(sdl, bind, provider),
                provider.GetRequiredService<IOptions<GraphQLOptions>>().Value,
                provider.GetRequiredService<Limits.ExecutionLimits>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetService<IFailureExplanation>(),
                provider.GetRequiredService<ILogger<SubgraphHandler>>()),
            GraphQLProfile.Subgraph);
    }

    private static ExecutableSchema Bind(string sdl, Action<Binder, IServiceProvider> bind, IServiceProvider provider)
    {
        var schema = SubgraphSchema.Build(sdl);
        return ExecutableSchema.Build(schema, binder =>
        {
            bind(binder, provider);
            BindSubscriptions(binder, schema);
            binder.Type<Service>("_Service");
            binder.Root($"{schema.QueryType!.Name}._service", (_, _) => ValueTask.FromResult(new Service(sdl)));
        });
    }

    /// <summary>A gateway carries these out, and asks for queries only: who asks here came the wrong way.</summary>
    private static void BindSubscriptions(Binder binder, GraphQLSchema schema)
    {
        var declared = schema.SubscriptionType?.Fields.Values
            .Where(field => field.Directives.Any(directive => directive.DirectiveName == "event")) ?? [];
        foreach (var field in declared)
        {
            binder.Stream<object?>(
                $"{schema.SubscriptionType!.Name}.{field.Name}",
                (_, _) => throw new ClientException(
                    "OPERATION_NOT_SUPPORTED", $"Subscribe to {field.Name} at the gateway."));
        }
    }

    private static string ReadSchema(Assembly owner)
    {
        const string ending = "schema.graphql";
        var names = owner.GetManifestResourceNames()
            .Where(name => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).ToList();
        if (names is not [var name])
        {
            throw new InvalidOperationException(
                $"{owner.GetName().Name} must embed exactly one resource that ends in {ending}; it has {names.Count}.");
        }

        using var reader = new StreamReader(owner.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary><c>_service</c>: the schema's text as written.</summary>
    private sealed record Service(string Sdl);
}
