using System.Text.Json.Nodes;
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
            host.UseTestSettings(Database.Test, issuer);
        });
    }

    /// <summary>Asks as someone of this municipality with these roles; null: without a token.</summary>
    public async Task<Answered> AskAsync(
        string query,
        object? variables = null,
        string? municipality = null,
        string role = "officer",
        string? key = null,
        string? subject = null)
    {
        using var client = factory.CreateClient();
        return await client.AskAsync(query, variables, TokenOf(municipality, role, subject), key);
    }

    private string? TokenOf(string? municipality, string role, string? subject)
    {
        if (municipality is null)
        {
            return null;
        }

        var claims = TestIssuer.Claims(municipality, role);
        claims["sub"] = subject ?? claims["sub"];
        return issuer.Sign(claims);
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
