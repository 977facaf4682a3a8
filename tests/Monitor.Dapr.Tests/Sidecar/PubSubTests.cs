using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

using Microsoft.AspNetCore.Http;

using Monitor.Sidecar;

using StackExchange.Redis;

namespace Monitor.Dapr.Tests;

/// <summary>Publishing and delivery as daprd does it: dapr.io "pub/sub API", and its source.</summary>
public sealed class PubSubTests
{
    [Fact]
    public async Task A_plain_publication_is_wrapped_in_a_cloud_event_and_delivered()
    {
        var app = new Subscriber("""[{"pubsubname":"pubsub","topic":"t","route":"/take"}]""");
        await using var sidecar = await SidecarUnderTest.StartAsync(app.HandleAsync, withBroker: true);

        using var response = await PublishAsync(sidecar, "t?metadata.ttlInSeconds=60", """{"price":1.50}""",
            "application/json");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var (path, headers, cloudEvent) = await app.NextAsync();

        Assert.Equal("/take", path);
        Assert.Equal("application/cloudevents+json", headers["Content-Type"].ToString());
        Assert.Equal("60", headers["ttlinseconds"].ToString());
        Assert.Equal("pubsub", headers["pubsubname"].ToString());
        Assert.Equal("""{"price":1.50}""", cloudEvent.GetProperty("data").GetRawText());
        Assert.Equal("callee", cloudEvent.GetProperty("source").GetString());
        Assert.Equal("com.dapr.event.sent", cloudEvent.GetProperty("type").GetString());
        Assert.Equal("t", cloudEvent.GetProperty("topic").GetString());
        Assert.True(cloudEvent.TryGetProperty("expiration", out _));
    }

    [Theory]
    [InlineData(null, "hello", "data", "\"hello\"")]
    [InlineData("text/plain", "hello", "data", "\"hello\"")]
    [InlineData("application/json", "{no json", "data", "\"{no json\"")]
    [InlineData("application/octet-stream", "hi", "data_base64", "\"aGk=\"")]
    public async Task Data_follows_the_content_type(string? contentType, string body, string field, string json)
    {
        var app = new Subscriber("""[{"pubsubname":"pubsub","topic":"t","route":"/take"}]""");
        await using var sidecar = await SidecarUnderTest.StartAsync(app.HandleAsync, withBroker: true);

        using var response = await PublishAsync(sidecar, "t", body, contentType);
        var (_, _, cloudEvent) = await app.NextAsync();

        Assert.Equal(json, cloudEvent.GetProperty(field).GetRawText());
    }

    [Fact]
    public async Task The_stream_has_the_fields_of_pubsub_redis()
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(NotFoundAsync, withBroker: true);
        using var response = await PublishAsync(sidecar, "t?metadata.rawPayload=true", "bytes", "text/plain");

        using var redis = await ConnectionMultiplexer.ConnectAsync(sidecar.Broker!.ConnectionString);
        var entries = (RedisResult[])(await redis.GetDatabase().ExecuteAsync("XRANGE", "t", "-", "+"))!;
        var fields = ((RedisResult[])((RedisResult[])entries[0]!)[1]!).Select(field => (string)field!).ToArray();

        Assert.Equal(["data", "bytes", "metadata", """{"rawPayload":"true"}"""], fields);
    }

    [Fact]
    public async Task Rules_choose_the_route_in_their_order_and_then_the_default()
    {
        var app = new Subscriber("""
            [{"pubsubname":"pubsub","topic":"t","routes":{
              "rules":[{"match":"event.type == \"a\"","path":"/a"},{"match":"event.type in [\"b\",\"c\"]","path":"/b"}],
              "default":"/rest"}}]
            """);
        await using var sidecar = await SidecarUnderTest.StartAsync(app.HandleAsync, withBroker: true);

        foreach (var (type, route) in new[] { ("a", "/a"), ("c", "/b"), ("d", "/rest") })
        {
            using var _ = await PublishAsync(
                sidecar, "t", $$"""{"id":"1","type":"{{type}}","data":1}""", "application/cloudevents+json");
            Assert.Equal(route, (await app.NextAsync()).Path);
        }
    }

    [Theory]
    [InlineData(AckMode.V117, 0)]
    [InlineData(AckMode.Legacy, 1)]
    public async Task An_event_that_fails_without_dead_letters_is_lost_since_v1_17_and_pending_before(
        AckMode ack, int pending)
    {
        var app = new Subscriber("""[{"pubsubname":"pubsub","topic":"t","route":"/take"}]""")
        {
            Answer = (500, ""),
        };
        await using var sidecar = await SidecarUnderTest.StartAsync(app.HandleAsync, ack: ack, withBroker: true);

        using var response = await PublishAsync(sidecar, "t", "x", "text/plain");
        await app.NextAsync();
        await Task.Delay(300);

        using var redis = await ConnectionMultiplexer.ConnectAsync(sidecar.Broker!.ConnectionString);
        var summary = (RedisResult[])(await redis.GetDatabase().ExecuteAsync("XPENDING", "t", "callee"))!;
        Assert.Equal(pending, (int)summary[0]);
    }

    [Fact]
    public async Task A_pending_event_is_claimed_again_after_the_processing_timeout()
    {
        var app = new Subscriber("""[{"pubsubname":"pubsub","topic":"t","route":"/take"}]""")
        {
            Answer = (500, ""),
        };
        await using var sidecar = await SidecarUnderTest.StartAsync(
            app.HandleAsync,
            new()
            {
                ["pubsub.yaml"] = SidecarUnderTest.PubSub(
                    "  - { name: processingTimeout, value: 200ms }\n  - { name: redeliverInterval, value: 100ms }"),
            },
            ack: AckMode.Legacy, withBroker: true);

        using var response = await PublishAsync(sidecar, "t", "x", "text/plain");
        var first = (await app.NextAsync()).Event.GetProperty("id").GetString();
        var second = (await app.NextAsync()).Event.GetProperty("id").GetString();

        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData(200, """{"status":"DROP"}""")]
    [InlineData(404, "")]
    public async Task A_dropped_event_becomes_a_dead_letter_with_the_same_bytes(int status, string answer)
    {
        var app = new Subscriber(
            """
            [{"pubsubname":"pubsub","topic":"t","route":"/take","deadLetterTopic":"dead"},
             {"pubsubname":"pubsub","topic":"dead","route":"/dead"}]
            """)
        {
            Answer = (status, answer),
        };
        await using var sidecar = await SidecarUnderTest.StartAsync(app.HandleAsync, withBroker: true);

        using var response = await PublishAsync(sidecar, "t", "x", "text/plain");
        var delivered = await app.NextAsync();
        var dead = await app.NextAsync();

        Assert.Equal("/dead", dead.Path);
        Assert.Equal(delivered.Event.GetRawText(), dead.Event.GetRawText());
    }

    [Fact]
    public async Task A_dropped_event_is_not_repeated_whatever_the_policy()
    {
        var app = new Subscriber("""
            [{"pubsubname":"pubsub","topic":"t","route":"/take","deadLetterTopic":"dead"},
             {"pubsubname":"pubsub","topic":"dead","route":"/dead"}]
            """)
        {
            Answer = (200, """{"status":"DROP"}"""),
        };
        await using var sidecar = await SidecarUnderTest.StartAsync(
            app.HandleAsync,
            new()
            {
                ["resiliency.yaml"] = """
                    apiVersion: dapr.io/v1alpha1
                    kind: Resiliency
                    metadata: { name: test }
                    spec:
                      policies: { retries: { again: { policy: constant, duration: 10ms, maxRetries: 5 } } }
                      targets: { components: { pubsub: { inbound: { retry: again } } } }
                    """,
            },
            withBroker: true);

        using var response = await PublishAsync(sidecar, "t", "x", "text/plain");
        await app.NextAsync();

        Assert.Equal("/dead", (await app.NextAsync()).Path);
    }

    [Theory]
    [InlineData("nothere/t", 404, "ERR_PUBSUB_NOT_FOUND")]
    [InlineData("pubsub/forbidden", 403, "ERR_PUBSUB_FORBIDDEN")]
    [InlineData("pubsub/t?metadata.rawPayload=maybe", 400, "ERR_PUBSUB_REQUEST_METADATA")]
    public async Task A_publication_that_cannot_be_is_refused_with_dapr_s_code(string path, int status, string code)
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(
            NotFoundAsync,
            new() { ["pubsub.yaml"] = SidecarUnderTest.PubSub("  - { name: publishingScopes, value: \"callee=t\" }") },
            withBroker: true);

        using var response = await sidecar.Callee.PostAsync(
            new Uri($"/v1.0/publish/{path}", UriKind.Relative), new StringContent("x"));
        var error = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, error.GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task A_broker_that_is_down_is_an_error_to_the_publisher()
    {
        await using var sidecar = await SidecarUnderTest.StartAsync(NotFoundAsync, withBroker: true);
        await sidecar.Broker!.StopAsync();

        using var response = await PublishAsync(sidecar, "t", "x", "text/plain");
        var error = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("ERR_PUBSUB_PUBLISH_MESSAGE", error.GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task Bulk_entries_are_published_each_by_itself_with_keys_in_any_case()
    {
        var app = new Subscriber("""[{"pubsubname":"pubsub","topic":"t","route":"/take"}]""");
        await using var sidecar = await SidecarUnderTest.StartAsync(app.HandleAsync, withBroker: true);

        using var response = await sidecar.Callee.PostAsync(
            new Uri("/v1.0-alpha1/publish/bulk/pubsub/t", UriKind.Relative),
            new StringContent("""
                [{"entryID":"1","event":{"n":1},"contentType":"application/json"},
                 {"entryId":"2","event":"two","contentType":"text/plain"}]
                """, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);

        var data = new[] { await app.NextAsync(), await app.NextAsync() }
            .Select(taken => taken.Event.GetProperty("data").GetRawText()).Order();
        Assert.Equal(["\"two\"", """{"n":1}"""], data);
    }

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task<HttpResponseMessage> PublishAsync(
        SidecarUnderTest sidecar, string topic, string body, string? contentType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
        {
            content.Headers.ContentType = new(contentType);
        }
        return await sidecar.Callee.PostAsync(
            new Uri($"/v1.0/publish/pubsub/{topic}", UriKind.Relative), content);
    }

    /// <summary>An app that keeps what is delivered to it.</summary>
    private sealed class Subscriber(string subscriptions)
    {
        private readonly ConcurrentQueue<(string Path, IHeaderDictionary Headers, JsonElement Event)> taken = [];

        public (int Status, string Body) Answer { get; init; } = (200, "");

        public async Task HandleAsync(HttpContext http)
        {
            if (http.Request.Path == "/dapr/subscribe")
            {
                await http.Response.WriteAsync(subscriptions);
                return;
            }
            if (!HttpMethods.IsPost(http.Request.Method))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            var cloudEvent = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
            taken.Enqueue((http.Request.Path, new HeaderDictionary(
                http.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)), cloudEvent));
            http.Response.StatusCode = Answer.Status;
            await http.Response.WriteAsync(Answer.Body);
        }

        public async Task<(string Path, IHeaderDictionary Headers, JsonElement Event)> NextAsync()
        {
            (string, IHeaderDictionary, JsonElement) next = default;
            await Eventually.IsTrueAsync(() => Task.FromResult(taken.TryDequeue(out next)));
            return next;
        }
    }
}
