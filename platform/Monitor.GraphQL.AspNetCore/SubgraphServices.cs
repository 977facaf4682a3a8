using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
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
        throw new NotImplementedException(schemaOwner.FullName + services + bind);
}
