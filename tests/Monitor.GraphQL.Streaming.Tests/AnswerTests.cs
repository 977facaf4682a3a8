using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>What a handler answers is sent whole, or not at all.</summary>
public sealed class AnswerTests
{
    private static readonly GraphQLAnswer Broken = new()
    {
        IsExecuted = true,
        WriteData = json =>
        {
            json.WriteStartObject();
            throw new InvalidOperationException("password=secret");
        },
    };

    private static readonly GraphQLAnswer Whole = new()
    {
        IsExecuted = true,
        WriteData = json => json.WriteRawValue("{\n  \"a\": 1\r\n}"),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_cannot_be_written_is_a_masked_error_on_an_event_stream(bool isStream)
    {
        await using var endpoint = await Endpoint.StartAsync(isStream ? Many(Whole, Broken) : One(Broken));
        using var client = new HttpClient();
        using var request = EventStreamClient.Post("{\"query\":\"{ a }\"}");
        request.RequestUri = endpoint.Address;

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(
            "event: next\ndata: {\"errors\":[{\"message\":\"Internal error.\"", text, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata:\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Single(endpoint.Log.Errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_cannot_be_written_is_a_masked_error_on_a_socket(bool isStream)
    {
        await using var endpoint = await Endpoint.StartAsync(isStream ? Many(Broken) : One(Broken));
        using var client = await SocketClient.ConnectAsync(endpoint.Address);

        await client.SubscribeAsync("1", "{ a }");

        Assert.StartsWith(
            """{"type":"error","id":"1","payload":[{"message":"Internal error.",""",
            await client.ReadAsync(),
            StringComparison.Ordinal);
        Assert.Single(endpoint.Log.Errors);
    }

    [Fact]
    public async Task Lines_within_an_answer_are_lines_of_data()
    {
        await using var endpoint = await Endpoint.StartAsync(Many(Whole));
        using var client = new HttpClient();
        using var request = EventStreamClient.Post("{\"query\":\"{ a }\"}");
        request.RequestUri = endpoint.Address;

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(
            ":\n\nevent: next\ndata: {\"data\":{\ndata:   \"a\": 1\ndata: \ndata: }}\n\n"
            + "event: complete\ndata:\n\n",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static GraphQLReply.One One(GraphQLAnswer answer) => new(answer);

    private static GraphQLReply.Many Many(params GraphQLAnswer[] answers) => new(answers.ToAsyncEnumerable());

    /// <summary>An endpoint that gives one reply to everything.</summary>
    private sealed class Endpoint : IGraphQLHandler, IAsyncDisposable
    {
        private readonly GraphQLReply reply;
        private WebApplication app = null!;

        private Endpoint(GraphQLReply reply) => this.reply = reply;

        public GraphQLSchema Schema { get; } = SchemaBuilder.Build("type Query { a: Int }");

        public RecordedLog Log { get; } = new();

        public Uri Address { get; private set; } = null!;

        public static async Task<Endpoint> StartAsync(GraphQLReply reply)
        {
            var endpoint = new Endpoint(reply);
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(endpoint.Log);
            builder.Services.AddGraphQL(_ => endpoint);
            endpoint.app = builder.Build();
            endpoint.app.MapGraphQL();
            await endpoint.app.StartAsync();
            endpoint.Address = new Uri($"{endpoint.app.Urls.Single()}/graphql");
            return endpoint;
        }

        public Task<GraphQLReply> HandleAsync(
            GraphQLRequest request, GraphQLCall call, CancellationToken cancellationToken) => Task.FromResult(reply);

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
