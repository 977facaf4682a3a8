using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;

namespace Monitor.Dapr.Tests;

/// <summary>One topic that several apps publish: each publisher has its own positions, the topic one route.</summary>
public sealed class ManyPublishersTests
{
    [Fact]
    public async Task A_topic_of_two_publishers_is_heard_from_both_and_from_no_third()
    {
        var heard = new ConcurrentBag<string>();
        await using var app = await StartAsync(heard);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        Assert.Equal("SUCCESS", await DeliverAsync(client, "questionnaire", "e1"));
        Assert.Equal("SUCCESS", await DeliverAsync(client, "benchmark", "e1"));
        Assert.Equal("DROP", await DeliverAsync(client, "scoring", "e1"));
        Assert.Equal(["benchmark e1", "questionnaire e1"], heard.Order(StringComparer.Ordinal));

        var asked = await client.GetFromJsonAsync<JsonArray>(new Uri("/dapr/subscribe", UriKind.Relative));
        Assert.Equal("act.recorded", Assert.Single(asked!)!["topic"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_topic_of_one_publisher_has_one_handler()
    {
        await using var app = await StartAsync([]);

        Assert.Throws<InvalidOperationException>(() => app.MapEvent<JsonObject>(
            "act.recorded", "benchmark", (_, _) => Task.FromResult(Delivery.Done)));
    }

    private static async Task<WebApplication> StartAsync(ConcurrentBag<string> heard)
    {
        var builder = Builders.Of("Development");
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.WebHost.UseSetting("Access:AnyCaller", "true");
        builder.AddMonitorDefaults("gateway");
        builder.AddDapr();
        var app = builder.Build();
        app.MapMonitorDefaults();
        app.MapDapr();
        foreach (var publisher in (string[])["questionnaire", "benchmark"])
        {
            app.MapEvent<JsonObject>("act.recorded", publisher, (received, _) =>
            {
                heard.Add($"{received.Source} {received.Id}");
                return Task.FromResult(Delivery.Done);
            });
        }

        await app.StartAsync();
        return app;
    }

    private static async Task<string> DeliverAsync(HttpClient client, string source, string id)
    {
        using var response = await client.PostAsJsonAsync(new Uri("/events/act.recorded", UriKind.Relative), new
        {
            specversion = "1.0", id, source, type = "nl.monitor.act.recorded.v1", data = new { act = id },
        });
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!["status"]!.GetValue<string>();
    }
}
