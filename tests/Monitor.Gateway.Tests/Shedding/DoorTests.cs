using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Gateway.Tests.Execution;
using Monitor.Testing;

namespace Monitor.Gateway.Tests.Shedding;

/// <summary>Requests that the whole gateway turns away at its door, over real HTTP.</summary>
public sealed class DoorTests
{
    private const string Query = "{ me { name } }";

    [Fact]
    public async Task A_request_too_many_is_told_when_to_try_again()
    {
        await using var shop = await Shop.OpenAsync(new()
        {
            ["Gateway:Shedding:MostAtOnce"] = "1",
            ["Gateway:Shedding:LongestWait"] = "00:00:00.020",
        });
        var asked = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        shop["accounts"].Instead = async _ =>
        {
            asked.TrySetResult();
            await answer.Task;
            return false;
        };
        var first = shop.Gateway.AskAsync(Query);
        await asked.Task;
        using var second = await PostAsync(shop.Gateway);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3);
        Assert.Equal(["OVERLOADED"], (await second.Content.ReadFromJsonAsync<JsonElement>()).Codes());
        var health = await shop.Gateway.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);

        answer.SetResult();
        Assert.Empty((await first).Codes());
        Assert.Empty((await shop.Gateway.AskAsync(Query)).Codes());
        Assert.Equal(2, shop["accounts"].Requests.Count);
    }

    [Fact]
    public async Task A_place_is_given_back_by_every_answer_good_or_bad()
    {
        await using var shop = await Shop.OpenAsync(new()
        {
            ["Gateway:Shedding:MostAtOnce"] = "1",
            ["Gateway:Shedding:LongestWait"] = "00:00:00",
        });
        for (var turn = 0; turn < 5; turn++)
        {
            Assert.Equal(["GRAPHQL_PARSE_FAILED"], (await shop.Gateway.AskAsync("{")).Codes());
            Assert.Empty((await shop.Gateway.AskAsync(Query)).Codes());
        }
    }

    [Fact]
    public async Task Who_asks_too_often_from_one_address_is_told_when_to_try_again()
    {
        await using var shop = await Shop.OpenAsync(Limited("Address"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => PostAsync(shop.Gateway)));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal(1, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Equal(["RATE_LIMITED"], (await refused.Content.ReadFromJsonAsync<JsonElement>()).Codes());
        var health = await Task.WhenAll(Enumerable.Range(0, 30).Select(
            _ => shop.Gateway.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))));
        Assert.All(health, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task Alone_nobody_is_limited_unless_the_settings_say_so()
    {
        var settings = Limited("Address");
        settings.Remove("Gateway:RateLimit:Enabled");
        await using var shop = await Shop.OpenAsync(settings);
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => PostAsync(shop.Gateway)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task Only_a_known_proxy_says_whose_address_it_is()
    {
        await using var anybody = await Shop.OpenAsync(Limited("Address"));
        Assert.Contains(
            await Task.WhenAll(Enumerable.Range(0, 30).Select(n => PostAsync(anybody.Gateway, from: $"203.0.113.{n}"))),
            answer => answer.StatusCode == HttpStatusCode.TooManyRequests);

        var settings = Limited("Address");
        settings["Gateway:RateLimit:Proxies:0"] = "127.0.0.0/8";
        await using var behind = await Shop.OpenAsync(settings);
        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 30).Select(n => PostAsync(behind.Gateway, from: $"203.0.113.{n}"))),
            answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Contains(
            await Task.WhenAll(Enumerable.Range(0, 30).Select(n => PostAsync(
                behind.Gateway, from: $"198.51.100.{n}, 203.0.113.250"))),   // the last is what the proxy saw
            answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Each_subject_has_a_limit_of_its_own()
    {
        using var issuer = TestIssuer.Outer();
        var settings = Limited("Subject");
        foreach (var (name, value) in issuer.Settings)
        {
            settings[name] = value;
        }
        settings["DAPR_HTTP_PORT"] = "1";
        await using var gateway = await TestGateway.StartAsync("shop", [], settings, "dapr");
        var busy = issuer.Token("GM0363");
        var quiet = issuer.Token("GM0599");
        Assert.Contains(
            await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => PostAsync(gateway, token: busy))),
            answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(gateway, token: quiet)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(gateway)).StatusCode);

        // Another token of the same subject has no bucket of its own.
        Assert.NotEqual(busy, issuer.Token("GM0363"));
        Assert.Equal(
            HttpStatusCode.TooManyRequests, (await PostAsync(gateway, token: issuer.Token("GM0363"))).StatusCode);
    }

    [Fact]
    public async Task Operations_on_a_socket_count_as_requests_do()
    {
        using var issuer = TestIssuer.Outer();
        var settings = Limited("Subject");
        foreach (var (name, value) in issuer.Settings)
        {
            settings[name] = value;
        }
        settings["DAPR_HTTP_PORT"] = "1";
        await using var gateway = await TestGateway.StartAsync("shop", [], settings, "dapr");
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        var stop = TestContext.Current.CancellationToken;
        await socket.ConnectAsync(
            new UriBuilder(new Uri(gateway.Http.BaseAddress!, "/graphql")) { Scheme = "ws" }.Uri, stop);
        var token = issuer.Token("GM0363");
        await SayAsync($$$"""{"type":"connection_init","payload":{"Authorization":"Bearer {{{token}}}"}}""");
        for (var id = 0; id < 30; id++)
        {
            await SayAsync($$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"{ __typename }"}}""");
        }

        var buffer = new byte[4096];
        var heard = "";
        while (!heard.Contains("RATE_LIMITED", StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer, stop);
            heard = System.Text.Encoding.UTF8.GetString(buffer, 0, read.Count);
        }

        Task SayAsync(string text) => socket.SendAsync(
            System.Text.Encoding.UTF8.GetBytes(text), System.Net.WebSockets.WebSocketMessageType.Text, true, stop);
    }

    [Fact]
    public void Addresses_of_one_machine_count_as_one()
    {
        Assert.Equal(
            Gateway.Shedding.ClientAddress.OneOf(IPAddress.Parse("2001:db8:1:2::1")),
            Gateway.Shedding.ClientAddress.OneOf(IPAddress.Parse("2001:db8:1:2:ffff::9")));
        Assert.NotEqual(
            Gateway.Shedding.ClientAddress.OneOf(IPAddress.Parse("2001:db8:1:2::1")),
            Gateway.Shedding.ClientAddress.OneOf(IPAddress.Parse("2001:db8:1:3::1")));
    }

    /// <summary>Two at once and one a second; this machine's addresses are not exempt.</summary>
    private static Dictionary<string, string?> Limited(string whose) => new()
    {
        ["Gateway:RateLimit:Enabled"] = "true",
        ["Gateway:RateLimit:Exempt:0"] = "192.0.2.0/24",
        [$"Gateway:RateLimit:{whose}PerSecond"] = "1",
        [$"Gateway:RateLimit:{whose}Burst"] = "2",
    };

    private static async Task<HttpResponseMessage> PostAsync(
        TestGateway gateway, string? from = null, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Query }),
        };
        if (from is not null)
        {
            request.Headers.Add("X-Forwarded-For", from);
        }
        if (token is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {token}");
        }
        return await gateway.Http.SendAsync(request);
    }
}
