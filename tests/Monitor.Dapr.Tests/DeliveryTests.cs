using System.Net;
using System.Text;

using Npgsql;

namespace Monitor.Dapr.Tests;

/// <summary>What the app answers to a delivery, asked as the sidecar asks.</summary>
public sealed class DeliveryTests
{
    private const string Whole = """
        {"specversion":"1.0","id":"e1","source":"questionnaire","type":"nl.monitor.response.submitted.v1",
         "time":"2026-01-02T03:04:05Z","position":1,"data":{"responseId":1}}
        """;

    [Theory]
    [InlineData("SUCCESS", Whole)]
    [InlineData("DROP", """
        {"source":"questionnaire","type":"nl.monitor.response.submitted.v1","position":1,"data":{"responseId":1}}
        """)]
    [InlineData("DROP", """
        {"id":"e1","source":"scoring","type":"nl.monitor.response.submitted.v1","data":{"responseId":1}}
        """)]
    [InlineData("DROP", """
        {"id":"e1","source":"questionnaire","type":"nl.monitor.response.submitted.v1","data":{"responseId":"one"}}
        """)]
    [InlineData("DROP", """{"id":"e1","source":"questionnaire","type":"nl.monitor.response.submitted.v1"}""")]
    [InlineData("DROP", """
        {"id":"e\u0000","source":"questionnaire","type":"nl.monitor.response.submitted.v1","data":{"responseId":1}}
        """)]
    [InlineData("DROP", """
        {"id":"\ud800","source":"questionnaire","type":"nl.monitor.response.submitted.v1","data":{"responseId":1}}
        """)]
    [InlineData("DROP", "no JSON")]
    [InlineData("SUCCESS", """
        {"id":"e1","source":"questionnaire","type":"nl.monitor.response.submitted.v2","data":{}}
        """)]
    public async Task An_event_is_answered_by_what_can_become_of_it(string status, string body)
    {
        await using var world = await StartConsumerAloneAsync();

        var (code, answer) = await DeliverAsync(world, body);

        Assert.Equal(HttpStatusCode.OK, code);
        Assert.Equal($$"""{"status":"{{status}}"}""", answer);
    }

    [Fact]
    public async Task Only_an_event_of_the_type_heard_reaches_the_handler()
    {
        await using var world = await StartConsumerAloneAsync();

        await DeliverAsync(world, Whole.Replace(".v1", ".v2", StringComparison.Ordinal));
        Assert.Equal(0, world.Script.Deliveries);
        await DeliverAsync(world, Whole.Replace("e1", "e2", StringComparison.Ordinal));
        Assert.Equal(1, world.Script.Deliveries);
    }

    [Fact]
    public async Task Two_deliveries_at_once_have_one_effect()
    {
        await using var world = await StartConsumerAloneAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DeliverAsync(world, Whole)));

        Assert.All(answers, answer => Assert.Equal("""{"status":"SUCCESS"}""", answer.Body));
        Assert.Equal(new Dictionary<int, int> { [1] = 1 }, await world.EffectsAsync());
    }

    [Fact]
    public async Task Events_in_any_order_all_take_effect()
    {
        await using var world = await StartConsumerAloneAsync();

        foreach (var position in new[] { 3, 1, 2 })
        {
            await DeliverAsync(world, $$"""
                {"id":"e{{position}}","source":"questionnaire","type":"nl.monitor.response.submitted.v1",
                 "position":{{position}},"data":{"responseId":{{position}} } }
                """);
        }

        Assert.Equal([1, 2, 3], (await world.EffectsAsync()).Keys.Order());
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_503_and_no_fault_of_the_event()
    {
        await using var world = await StartConsumerAloneAsync();
        world.Script.Decide = (_, _) => throw new NpgsqlException("no answer", new IOException());

        var (code, _) = await DeliverAsync(world, Whole);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, code);
    }

    [Fact]
    public async Task A_handler_that_takes_too_long_is_stopped_and_asked_again()
    {
        await using var world = await StartConsumerAloneAsync();
        world.Script.Decide = (_, _) => throw new OperationCanceledException("the handler's own limit");

        var (_, answer) = await DeliverAsync(world, Whole);

        Assert.Equal("""{"status":"RETRY"}""", answer);
    }

    [Fact]
    public async Task Nobody_but_the_own_sidecar_delivers()
    {
        await using var world = await StartConsumerAloneAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await DeliverAsync(world, Whole, token: null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await DeliverAsync(world, Whole, token: "guess")).Status);

        // An app that invokes this route comes with the right token, but also with its name.
        Assert.Equal(HttpStatusCode.Forbidden, (await DeliverAsync(world, Whole, caller: "benchmark")).Status);
        Assert.Equal(0, world.Script.Deliveries);
    }

    private static async Task<World> StartConsumerAloneAsync()
    {
        var world = await World.CreateAsync();
        await world.StartConsumerAsync();
        return world;
    }

    private static async Task<(HttpStatusCode Status, string Body)> DeliverAsync(
        World world, string body, string? token = World.AppToken, string? caller = null)
    {
        using var http = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/cloudevents+json");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"http://127.0.0.1:{world.ConsumerPort}/events/response.submitted"))
        {
            Content = content,
        };
        if (token is not null)
        {
            request.Headers.Add("dapr-api-token", token);
        }
        if (caller is not null)
        {
            request.Headers.Add("dapr-caller-app-id", caller);
        }
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
