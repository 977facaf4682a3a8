using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;

namespace Monitor.Testing;

/// <summary>Sets a service up for a test, and calls it as the gateway and its sidecar do.</summary>
public static class ServiceUnderTest
{
    /// <summary>Takes any caller, believes this issuer, and works on this database.</summary>
    public static void UseTestSettings(this IWebHostBuilder host, TestDatabase database, TestIssuer issuer)
    {
        host.UseEnvironment("Development");
        host.UseSetting("Access:AnyCaller", "true");
        foreach (var (name, value) in database.Settings.Concat(issuer.Settings))
        {
            host.UseSetting(name, value);
        }
    }

    /// <summary>Asks /graphql.</summary>
    /// <param name="client">Of the service.</param>
    /// <param name="query">The document.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="token">Whose; null: nobody's.</param>
    /// <param name="key">The Idempotency-Key.</param>
    public static async Task<Answered> AskAsync(
        this HttpClient client, string query, object? variables, string? token, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await client.SendAsync(request);
        return new Answered(JsonNode.Parse(await response.Content.ReadAsStringAsync())!, response);
    }

    /// <summary>Delivers an event as the sidecar does; the answer is Dapr's word for how it ended.</summary>
    public static async Task<string> DeliverAsync(
        this HttpClient client, string topic, string publisher, int position, object data, string? id = null)
    {
        using var response = await client.PostAsJsonAsync(new Uri($"/events/{topic}", UriKind.Relative), new
        {
            specversion = "1.0", id = id ?? $"event-{position}", source = publisher,
            type = $"nl.monitor.{topic}.v1", time = "2018-05-01T12:00:00Z", position, data,
        });
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["status"]!.GetValue<string>();
    }
}

/// <summary>What /graphql answered.</summary>
public sealed record Answered(JsonNode Body, HttpResponseMessage Response)
{
    /// <summary>The data; fails with the errors when there are any.</summary>
    public JsonNode Data => Body["errors"] is { } errors
        ? throw new InvalidOperationException(errors.ToJsonString())
        : Body["data"]!;

    /// <summary>The first entity; fails with the errors when there are any.</summary>
    public JsonNode Entity => Data["_entities"]![0]!;

    /// <summary>The codes of the errors, in order.</summary>
    public IReadOnlyList<string> Codes =>
        [.. (Body["errors"]?.AsArray() ?? []).Select(e => e!["extensions"]!["code"]!.GetValue<string>())];

    /// <summary>What the first error says beside its message.</summary>
    public JsonNode Details => Body["errors"]![0]!["extensions"]!;

    public string? CacheControl => Response.Headers.CacheControl?.ToString();

    public string? CacheGroups =>
        Response.Headers.TryGetValues("Cache-Groups", out var groups) ? string.Join(", ", groups) : null;
}
