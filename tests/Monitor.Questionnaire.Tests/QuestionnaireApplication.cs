using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests;

/// <summary>The whole service over a seeded database, asked through HTTP as the gateway asks it.</summary>
public sealed class QuestionnaireApplication : IAsyncLifetime
{
    private readonly TestIssuer issuer = new();
    private WebApplicationFactory<QuestionnaireOptions> factory = null!;

    public ServiceDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await ServiceDatabase.CreateAsync(isSeeded: true);
        factory = new WebApplicationFactory<QuestionnaireOptions>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("Access:AnyCaller", "true");
            foreach (var (name, value) in Database.Test.Settings.Concat(issuer.Settings))
            {
                host.UseSetting(name, value);
            }
        });
    }

    /// <summary>Asks as someone of this municipality with these roles; null: without a token.</summary>
    public async Task<Answered> AskAsync(
        string query,
        object? variables = null,
        string? municipality = null,
        string role = "officer",
        string? key = null)
    {
        using var client = factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        if (municipality is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(municipality, role));
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await client.SendAsync(request);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return new Answered(body, response);
    }

    /// <summary>The JSON of an internal route.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        using var client = factory.CreateClient();
        return JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative)))!;
    }

    /// <summary>The status of an internal route.</summary>
    public async Task<int> StatusAsync(string path)
    {
        using var client = factory.CreateClient();
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await Database.DisposeAsync();
        issuer.Dispose();
    }
}

/// <summary>What /graphql answered.</summary>
public sealed record Answered(JsonNode Body, HttpResponseMessage Response)
{
    /// <summary>The data; fails with the errors when there are any.</summary>
    public JsonNode Data => Body["errors"] is { } errors
        ? throw new InvalidOperationException(errors.ToJsonString())
        : Body["data"]!;

    /// <summary>The codes of the errors, in order.</summary>
    public IReadOnlyList<string> Codes =>
        [.. (Body["errors"]?.AsArray() ?? []).Select(e => e!["extensions"]!["code"]!.GetValue<string>())];

    public JsonNode Details => Body["errors"]![0]!["extensions"]!;

    public string? CacheControl => Response.Headers.CacheControl?.ToString();
}
