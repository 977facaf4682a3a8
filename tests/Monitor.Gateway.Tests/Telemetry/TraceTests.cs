using System.Diagnostics;
using System.Globalization;
using Monitor.Gateway.Telemetry;
using Monitor.Gateway.Tests.Execution;
using Monitor.GraphQL.Language;
using Monitor.Testing;
using Npgsql;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Telemetry;

/// <summary>What traces and metrics tell of a request.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task An_operation_has_a_span_and_each_of_its_fetches_one_below()
    {
        using var spans = new Spans();
        await using var shop = await Shop.OpenAsync();
        shop["inventory"].Instead = context =>
        {
            context.Response.StatusCode = 403;
            return Task.FromResult(true);
        };
        await shop.Gateway.AskAsync(
            "query Front { topProducts { inStock } }", null, ("traceparent", spans.TraceParent));
        await spans.WaitForAsync(6);   // the gateway's three, and one of each server

        var operation = spans.Single("query Front");
        Assert.Equal("query", operation.GetTagItem("graphql.operation.type"));
        Assert.Equal("Front", operation.GetTagItem("graphql.operation.name"));
        Assert.Equal("partial", operation.GetTagItem("monitor.outcome"));
        Assert.Equal("Microsoft.AspNetCore", spans.Above(operation).Source.Name);

        var products = spans.Single("fetch products");
        Assert.Same(operation, spans.Above(products));
        Assert.Equal("query", products.GetTagItem("monitor.fetch.kind"));
        Assert.Equal(200, products.GetTagItem("http.response.status_code"));
        Assert.Equal(ActivityStatusCode.Unset, products.Status);
        Assert.Contains(products.SpanId.ToHexString(), Told(shop, "products"), StringComparison.Ordinal);

        var inventory = spans.Single("fetch inventory");
        Assert.Same(operation, spans.Above(inventory));
        Assert.Equal("entities", inventory.GetTagItem("monitor.fetch.kind"));
        Assert.Equal(3, inventory.GetTagItem("monitor.fetch.asked"));
        Assert.Equal(0, inventory.GetTagItem("monitor.fetch.cached"));
        Assert.Equal(ActivityStatusCode.Error, inventory.Status);
        Assert.Equal("REFUSED", inventory.StatusDescription);
    }

    [Fact]
    public async Task A_trace_leads_from_the_client_through_the_sidecar_to_SQL()
    {
        using var spans = new Spans();
        var database = await TestPostgres.CreateDatabaseAsync("traced");
        await using var source = NpgsqlDataSource.Create(database.Settings["ConnectionStrings:Postgres"]!);
        await (await source.OpenConnectionAsync()).DisposeAsync();   // opening has a span of its own
        await using var areas = await TestSubgraph.StartAsync("areas");
        areas.Query["area"] = new Record { ["code"] = "A", ["name"] = "Area A" };
        areas.Instead = async _ =>
        {
            await using var command = source.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync();
            return false;
        };
        await using var sidecar = await TestSidecar.StartAsync(areas);
        await using var gateway = await TestGateway.StartAsync(
            "figures",
            [],
            new()
            {
                ["DAPR_HTTP_PORT"] = sidecar.Port.ToString(CultureInfo.InvariantCulture),
                ["DAPR_API_TOKEN"] = TestSidecar.Token,
                ["Access:AnyCaller"] = "true",
            },
            "dapr");
        (await gateway.AskAsync(
            """query Area { area(code: "A") { name } }""", null, ("traceparent", spans.TraceParent)))
            .Is("""{ "data": { "area": { "name": "Area A" } } }""");
        await spans.WaitForAsync(6);   // gateway, operation, fetch, sidecar, service, SQL

        var sql = spans.Of("Npgsql");
        var service = spans.Above(sql);
        Assert.Equal("Microsoft.AspNetCore", service.Source.Name);
        var fetch = spans.Single("fetch areas");
        Assert.Equal(fetch.TraceId, sql.TraceId);
        Assert.Equal("query Area", spans.Above(fetch).DisplayName);
        Assert.Equal("b7ad6b7169203331", spans.Above(spans.Above(fetch)).ParentSpanId.ToHexString());
    }

    [Fact]
    public void Only_so_many_names_of_operations_are_told_apart()
    {
        var metrics = new OperationMetrics(Microsoft.Extensions.Options.Options.Create(
            new GatewayOptions { OperationNames = 2 }));
        Assert.Equal("One", metrics.NameOf(Operation("query One { a }")));
        Assert.Equal("Two", metrics.NameOf(Operation("query Two { a }")));
        Assert.Equal("other", metrics.NameOf(Operation("query Three { a }")));
        Assert.Equal("One", metrics.NameOf(Operation("query One { b }")));
        Assert.Equal("anonymous", metrics.NameOf(Operation("{ a }")));
        Assert.Equal("other", metrics.NameOf(Operation($"query {new string('x', 65)} {{ a }}")));
    }

    private static string Told(Shop shop, string subgraph) =>
        (string?)shop[subgraph].Requests.Single().Headers["traceparent"] ?? "";

    private static OperationDefinition Operation(string text) =>
        (OperationDefinition)Parser.Parse(text).Definitions[0];
}
