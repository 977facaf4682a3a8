using System.Net;
using System.Text.Json;

namespace Monitor.Dapr.Tests;

/// <summary><c>GET /events</c> at the publisher, asked through the sidecar as subscribers ask.</summary>
public sealed class CatchUpRouteTests(FiveEvents five) : IClassFixture<FiveEvents>
{
    private readonly World world = five.World;

    [Fact]
    public async Task A_page_tells_its_events_up_to_where_it_is_whole_and_what_is_kept()
    {
        var page = await AskAsync("/events?after=1&limit=3");

        Assert.Equal([2, 3, 4], page.GetProperty("events").EnumerateArray()
            .Select(item => item.GetProperty("event").GetProperty("position").GetInt64()));
        Assert.Equal(4, page.GetProperty("through").GetInt64());
        Assert.Equal(1, page.GetProperty("oldest").GetInt64());
    }

    [Fact]
    public async Task The_last_page_goes_through_to_the_last_position_also_for_topics_that_nobody_asked_for()
    {
        var page = await AskAsync("/events?after=0&topics=round.closed");

        Assert.Empty(page.GetProperty("events").EnumerateArray());
        Assert.Equal(5, page.GetProperty("through").GetInt64());
    }

    [Fact]
    public async Task An_event_told_here_is_the_event_that_was_published()
    {
        var told = (await AskAsync("/events?after=0&limit=1")).GetProperty("events")[0];

        Assert.Equal("response.submitted", told.GetProperty("topic").GetString());
        var cloudEvent = told.GetProperty("event");
        Assert.Equal("questionnaire", cloudEvent.GetProperty("source").GetString());
        Assert.Equal("nl.monitor.response.submitted.v1", cloudEvent.GetProperty("type").GetString());
        Assert.Equal(1, cloudEvent.GetProperty("data").GetProperty("responseId").GetInt32());
        Assert.Equal(
            await World.ScalarAsync<Guid>(world.Questionnaire, "SELECT id FROM outbox WHERE position = 1"),
            cloudEvent.GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("/events?after=-1")]
    [InlineData("/events?after=x")]
    [InlineData("/events?limit=1001")]
    public async Task What_is_no_page_is_a_bad_request(string path)
    {
        var client = ClientOf(world.Consumer!);
        var failure = await Assert.ThrowsAsync<DaprException>(
            () => client.GetAsync<JsonElement>("questionnaire", path, CancellationToken.None));

        Assert.False(failure.CallFailed);
        Assert.Equal(HttpStatusCode.BadRequest, failure.Status);
        Assert.Contains("limit 1 to 1000", failure.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_may_not_ask_is_refused_by_its_own_name()
    {
        // The sidecar's access control knows no such caller of scoring: the call never reaches it.
        var client = ClientOf(world.Publisher!);
        var failure = await Assert.ThrowsAsync<DaprException>(
            () => client.GetAsync<JsonElement>("scoring", "/events?after=0", CancellationToken.None));

        Assert.True(failure.CallFailed);
        Assert.Equal("ERR_DIRECT_INVOKE", failure.ErrorCode);
        Assert.Equal(HttpStatusCode.Forbidden, failure.Status);
    }

    private static DaprClient ClientOf(Microsoft.AspNetCore.Builder.WebApplication app) =>
        (DaprClient)app.Services.GetService(typeof(DaprClient))!;

    private Task<JsonElement> AskAsync(string path) =>
        ClientOf(world.Consumer!).GetAsync<JsonElement>("questionnaire", path, CancellationToken.None);
}

/// <summary>A publisher of five events, all handled.</summary>
public sealed class FiveEvents : IAsyncLifetime
{
    public World World { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await World.StartAsync();
        for (var response = 1; response <= 5; response++)
        {
            await World.SubmitAsync(response);
        }
        await World.WaitForEffectsAsync(5);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
