using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>What the door makes of what a handler answers, or fails to answer.</summary>
public sealed class DoorTests : IAsyncLifetime
{
    private readonly FixedHandler handler = new();
    private readonly RecordedLog log = new();
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddGraphQL(_ => handler);
        builder.Configuration["GraphQL:MaxBatch"] = "2";
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(log);
        app = builder.Build();
        app.MapGraphQL();
        await app.StartAsync();
        client = app.GetTestClient();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Errors_data_and_extensions_are_written_in_this_order()
    {
        handler.Answer = _ => new GraphQLAnswer
        {
            IsExecuted = true,
            Errors = [GraphQLError.Of("A", "a")],
            WriteData = json => json.WriteNullValue(),
        }.WithExtension("cost", json => json.WriteNumberValue(3));

        using var response = await PostAsync("""{"query":"{ a }"}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"errors":[{"message":"a","extensions":{"code":"A"}}],"data":null,"extensions":{"cost":3}}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_answer_with_errors_is_kept_by_nobody()
    {
        handler.Answer = _ => new GraphQLAnswer
        {
            IsExecuted = true,
            Errors = [GraphQLError.Of("A", "a")],
            WriteData = json => json.WriteNullValue(),
            Cache = new CachePolicy(60, IsPrivate: false, ["group"]),
        };

        using var response = await PostAsync("""{"query":"{ a }"}""");

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.False(response.Headers.Contains("Cache-Groups"));
    }

    [Fact]
    public async Task What_a_mutation_made_stale_is_told_although_a_later_field_failed()
    {
        handler.Answer = _ => new GraphQLAnswer
        {
            IsExecuted = true,
            Errors = [GraphQLError.Of("A", "a")],
            WriteData = json => json.WriteNullValue(),
            Cache = CachePolicy.NoStore with { Invalidated = ["round-2021", "rounds"] },
        };

        using var response = await PostAsync("""{"query":"mutation { a }"}""");

        Assert.Equal("\"round-2021\", \"rounds\"", response.Headers.GetValues("Cache-Group-Invalidation").Single());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_handler_that_fails_is_masked_and_logged_once()
    {
        handler.Answer = _ => throw new InvalidOperationException("password=secret");

        using var response = await PostAsync("""{"query":"{ a }"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        await AssertMaskedAsync(response, body => body.GetProperty("errors")[0]);
    }

    [Fact]
    public async Task A_failure_while_an_answer_is_written_is_masked_too()
    {
        handler.Answer = _ => new GraphQLAnswer
        {
            IsExecuted = true,
            WriteData = json =>
            {
                json.WriteStringValue(new string('x', 100_000));
                throw new InvalidOperationException("password=secret");
            },
            Cache = new CachePolicy(60, IsPrivate: true, []),
        };

        using var response = await PostAsync("""{"query":"{ a }"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        await AssertMaskedAsync(response, body => body.GetProperty("errors")[0]);
    }

    [Fact]
    public async Task One_of_a_batch_that_fails_leaves_the_other_alone()
    {
        handler.Answer = request => request.Query == "{ a }"
            ? throw new InvalidOperationException("password=secret")
            : new GraphQLAnswer { IsExecuted = true, WriteData = json => json.WriteNullValue() };

        using var response = await PostAsync("""[{"query":"{ a }"},{"query":"{ b }"}]""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await AssertMaskedAsync(response, body => body[0].GetProperty("errors")[0]);
        Assert.EndsWith(""",{"data":null}]""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public void A_convention_on_the_door_holds_for_every_route()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddGraphQL(_ => handler);
        var other = builder.Build();

        other.MapGraphQL().WithMetadata("only the gateway");

        var routes = ((IEndpointRouteBuilder)other).DataSources.SelectMany(source => source.Endpoints).ToList();
        Assert.Contains(
            routes.OfType<RouteEndpoint>(), route => route.RoutePattern.RawText == "/graphql/schema.graphql");
        Assert.All(routes, route => Assert.Equal("only the gateway", route.Metadata.GetMetadata<string>()));
    }

    private async Task AssertMaskedAsync(HttpResponseMessage response, Func<JsonElement, JsonElement> find)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var error = find(json.RootElement);
        Assert.Equal("Internal error.", error.GetProperty("message").GetString());
        Assert.Equal("INTERNAL_ERROR", error.GetProperty("extensions").GetProperty("code").GetString());
        var traceId = error.GetProperty("extensions").GetProperty("traceId").GetString();
        var logged = Assert.Single(log.Errors);
        Assert.Equal($"A GraphQL request failed; the client was told {traceId}", logged.Message);
        Assert.Equal("password=secret", logged.Cause!.Message);
    }

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync("/graphql", content);
    }

    private sealed class FixedHandler : IGraphQLHandler
    {
        public Func<GraphQLRequest, GraphQLAnswer> Answer { get; set; } = null!;

        public GraphQLSchema Schema { get; } = SchemaBuilder.Build("type Query { a: Int b: Int }");

        public Task<GraphQLReply> HandleAsync(
            GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken) =>
            Task.FromResult<GraphQLReply>(new GraphQLReply.One(Answer(request)));
    }
}
