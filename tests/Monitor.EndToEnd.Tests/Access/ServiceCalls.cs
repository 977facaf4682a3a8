using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Hosting;

namespace Monitor.EndToEnd.Tests.Access;

/// <summary>
/// Asks services as the gateway does: through its sidecar, with tokens that its own key signs and that say what the
/// gateway would say of the caller.
/// </summary>
internal sealed class ServiceCalls : IDisposable
{
    private readonly RunningMonitor monitor;
    private readonly TokenSigningKey key;
    private readonly HttpClient client;

    private ServiceCalls(RunningMonitor monitor, TokenSigningKey key, string sidecarToken)
    {
        this.monitor = monitor;
        this.key = key;
        client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{monitor.Ports + 10}/v1.0/invoke/") };
        client.DefaultRequestHeaders.Add("dapr-api-token", sidecarToken);
    }

    public static async Task<ServiceCalls> OpenAsync(RunningMonitor monitor)
    {
        var file = Path.Combine(monitor.Home, "keys", "internal", "key.json");
        var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(monitor.Home, "secrets.json")));
        return new ServiceCalls(
            monitor,
            TokenSigningKey.Read(await File.ReadAllTextAsync(file)),
            secrets.RootElement.Text("daprApiToken")!);
    }

    /// <summary>What the gateway says of who asks as this column of the table; null of nobody.</summary>
    public async Task<Dictionary<string, object>?> CallerAsync(string column)
    {
        if (column == "nobody")
        {
            return null;
        }

        if (column == "program")
        {
            return new()
            {
                ["sub"] = Guid.NewGuid().ToString("N"), ["client_id"] = "nightly",
                ["scope"] = "benchmark:read figures:read",
            };
        }

        var token = await People.TokenAsync(monitor, column);
        return await PersonAsync(
            token, column == "account" ? [] : [column], People.ActsForOne(column) ? People.OwnOf(column) : null);
    }

    /// <summary>The same of the coordinator of a municipality.</summary>
    public async Task<Dictionary<string, object>> CoordinatorAsync(string municipality) => await PersonAsync(
        await monitor.TokenAsync(municipality, "coordinator"), ["coordinator"], municipality);

    /// <summary>Looks one thing up and gives the whole answer.</summary>
    /// <param name="service">App id.</param>
    /// <param name="representation">Its type and key, as <c>_Any</c>.</param>
    /// <param name="selection">What is asked of it.</param>
    /// <param name="caller">See <see cref="CallerAsync"/>.</param>
    public async Task<JsonElement> LookUpAsync(
        string service, object representation, string selection, Dictionary<string, object>? caller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{service}/method/graphql")
        {
            Content = JsonContent.Create(new
            {
                query = $"query ($key: _Any!) {{ _entities(representations: [$key]) {{ {selection} }} }}",
                variables = new { key = representation },
            }),
        };
        request.Headers.Authorization = caller is null ? null : new AuthenticationHeaderValue("Bearer", Sign(caller));
        using var response = await client.SendAsync(request);
        return await RunningMonitor.ReadAsync(response);
    }

    public void Dispose()
    {
        client.Dispose();
        key.Dispose();
    }

    private async Task<Dictionary<string, object>> PersonAsync(string? token, string[] roles, string? municipality)
    {
        var me = FillingIn.Whole(await monitor.AskAsync("{ me { id } }", token: token));
        var claims = new Dictionary<string, object> { ["sub"] = me.Text("data", "me", "id")!, ["roles"] = roles };
        if (municipality is not null)
        {
            claims["municipality"] = municipality;
        }

        return claims;
    }

    private string Sign(Dictionary<string, object> caller)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return key.Sign(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(caller)
        {
            ["iss"] = "monitor-gateway",
            ["aud"] = "monitor-services",
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 60,
        }));
    }
}
