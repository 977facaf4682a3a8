using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>What is wrong with a subgraph stops its start, not a request.</summary>
public sealed class StartTests
{
    [Fact]
    public void A_wrong_schema_stops_the_start() =>
        Assert.Throws<SchemaException>(() => Map("type Query { town: Town }", (_, _) => { }));

    [Fact]
    public void A_field_that_nothing_answers_stops_the_start()
    {
        var fault = Assert.Throws<BindingException>(() => Map(TownSubgraph.Sdl, (_, _) => { }));

        Assert.Contains("Town is an entity, but no entity resolver finds it.", fault.Faults);
        Assert.Contains("Query.town has no resolver, and no type is bound to Query.", fault.Faults);
    }

    [Fact]
    public void A_limit_out_of_range_stops_the_start() => Assert.Throws<OptionsValidationException>(() => Map(
        "type Query { town: ID }",
        (binder, _) => binder.Root<string?>("Query.town", (_, _) => default),
        options => options.MaxRequestBytes = 1));

    [Fact]
    public void An_assembly_without_a_schema_is_named()
    {
        var fault = Assert.Throws<InvalidOperationException>(
            () => new ServiceCollection().AddSubgraph(typeof(StartTests).Assembly, (_, _) => { }));

        Assert.Equal(
            "Monitor.GraphQL.AspNetCore.Tests must embed exactly one resource that ends in schema.graphql; it has 0.",
            fault.Message);
    }

    private static void Map(
        string sdl, Action<Binder, IServiceProvider> bind, Action<GraphQLOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSubgraph(sdl, bind);
        builder.Services.Configure<GraphQLOptions>(options => configure?.Invoke(options));
        var app = builder.Build();
        app.MapGraphQL();
    }
}
