using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Aggregates;

/// <summary>Events as a sidecar delivers them to the gateway.</summary>
public sealed class DeliveryTests
{
    [Fact(Timeout = 60_000)]
    public async Task What_the_sidecar_delivers_drops_what_it_makes_stale()
    {
        await using var areas = await CachedAreas.StartAsync();
        areas.FiguresSubgraph.HeadersOf = _ => new()
        {
            ["Cache-Control"] = "public, max-age=3600",
            ["Cache-Groups"] = "\"release-2017\", \"round-2017\"",
        };
        await using var sidecar = await TestSidecar.StartAsync(areas.Areas, areas.FiguresSubgraph);
        await using var gateway = await TestGateway.StartAsync(
            "figures",
            [],
            new()
            {
                ["DAPR_HTTP_PORT"] = sidecar.Port.ToString(CultureInfo.InvariantCulture),
                ["DAPR_API_TOKEN"] = TestSidecar.Token,
                ["Access:AnyCaller"] = "true",
                ["ConnectionStrings:Redis"] = areas.Redis.ConnectionString,
                ["Aggregates:Timeout"] = "00:00:02",
            },
            "dapr");

        var heard = await gateway.Http.GetFromJsonAsync<JsonElement>("/dapr/subscribe");
        Assert.Superset(
            new HashSet<string>
            {
                "release.published", "round.opened", "round.closed", "areas.published", "questionnaire.published",
                "response.submitted", "response.withdrawn", "consent.changed", "figures.published",
            },
            heard.EnumerateArray().Select(topic => topic.GetProperty("topic").GetString()!).ToHashSet());

        Assert.Equal(10, await CachedAreas.NumberAsync(gateway));
        areas.N = 11;
        Assert.Equal(10, await CachedAreas.NumberAsync(gateway));
        await DeliverAsync(gateway, "round.closed", "questionnaire", new { round = 2017 });
        Assert.Equal(11, await CachedAreas.NumberAsync(gateway));
        areas.N = 12;
        await DeliverAsync(gateway, "release.published", "benchmark", new { round = 2017, release = "2017-2" });
        Assert.Equal(12, await CachedAreas.NumberAsync(gateway));
    }

    private static async Task DeliverAsync(TestGateway gateway, string topic, string source, object data)
    {
        using var answer = await gateway.Http.PostAsJsonAsync($"/events/{topic}", new
        {
            id = $"{topic}-1",
            source,
            type = $"nl.monitor.{topic}.v1",
            specversion = "1.0",
            time = TimeProvider.System.GetUtcNow(),
            data,
        });
        Assert.Equal("""{"status":"SUCCESS"}""", await answer.Content.ReadAsStringAsync());
    }
}
