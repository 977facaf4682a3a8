using System.Net;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>The schema's definitions at /graphql/schema.graphql.</summary>
public sealed class SchemaDocumentTests
{
    private const string Address = "/graphql/schema.graphql";

    [Fact]
    public async Task The_definitions_are_served_as_text()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.Client.GetAsync(Address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(SchemaPrinter.Print(SubgraphSchema.Build(TownSubgraph.Sdl)), text);
        Assert.Contains("\"\"\"Gemeente\"\"\"\ntype Town", text);
    }

    [Fact]
    public async Task Who_has_them_already_is_told_so()
    {
        await using var subgraph = await TownSubgraph.StartAsync();
        using var first = await subgraph.Client.GetAsync(Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await subgraph.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task They_are_hidden_where_introspection_is()
    {
        await using var subgraph = await TownSubgraph.StartAsync(options => options.Introspection = false);

        using var response = await subgraph.Client.GetAsync(Address);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("INTROSPECTION_DISABLED", await response.Content.ReadAsStringAsync());
    }
}
