using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Questionnaire.Tests;

/// <summary>The whole service over a seeded database, asked through HTTP as the gateway asks it.</summary>
public class QuestionnaireApplication : IAsyncLifetime
{
    private readonly TestIssuer issuer = new();
    private WebApplicationFactory<QuestionnaireOptions> factory = null!;

    /// <summary>Settings beside the usual ones, given before it starts.</summary>
    protected Dictionary<string, string> Settings { get; } = [];

    public ServiceDatabase Database { get; private set; } = null!;

    public IServiceProvider Services => factory.Services;

    public virtual async ValueTask InitializeAsync()
    {
        Database = await ServiceDatabase.CreateAsync(isSeeded: true);
        factory = new WebApplicationFactory<QuestionnaireOptions>().WithWebHostBuilder(host =>
        {
            host.UseTestSettings(Database.Test, issuer);
            foreach (var (name, value) in Settings)
            {
                host.UseSetting(name, value);
            }
        });
    }

    /// <summary>
    /// Asks as someone of this municipality with this role, an officer when none is named; of no municipality (the
    /// institute) when only a role is. Without either: without a token.
    /// </summary>
    public async Task<Answered> AskAsync(
        string query,
        object? variables = null,
        string? municipality = null,
        string? role = null,
        string? key = null,
        string? subject = null)
    {
        using var client = factory.CreateClient();
        return await client.AskAsync(query, variables, TokenOf(municipality, role, subject), key);
    }

    /// <summary>What outsiders fetch through the gateway, as someone with this role; null: without a token.</summary>
    public async Task<Fetched> FetchAsync(string path, string? role = null)
    {
        using var client = factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = TokenOf(null, role, null) is { } token
            ? new AuthenticationHeaderValue("Bearer", token)
            : null;
        using var response = await client.SendAsync(request);
        return new Fetched(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.CacheControl?.ToString(),
            await response.Content.ReadAsStringAsync());
    }

    private string? TokenOf(string? municipality, string? role, string? subject)
    {
        if (municipality is null && role is null or "officer")   // an officer acts for a municipality
        {
            return null;
        }

        var claims = TestIssuer.Claims(municipality, role ?? "officer");
        claims["sub"] = subject ?? claims["sub"];
        return issuer.Sign(claims);
    }

    /// <summary>Sends as someone of this municipality (null: none) with this role; no role: without a token.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, string? municipality, string? role, string? subject = null)
    {
        using var client = factory.CreateClient();
        if (role is not null)
        {
            var claims = TestIssuer.Claims(municipality, role);
            claims["sub"] = subject ?? claims["sub"];
            request.Headers.Authorization = new("Bearer", issuer.Sign(claims));
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Delivers an event as the sidecar does; the answer is Dapr's word for how it ended.</summary>
    public async Task<string> DeliverAsync(string topic, string publisher, int position, object data)
    {
        using var client = factory.CreateClient();
        return await client.DeliverAsync(topic, publisher, position, data);
    }

    /// <summary>A service of the running process.</summary>
    public T Service<T>()
        where T : notnull =>
        factory.Services.GetRequiredService<T>();

    /// <summary>
    /// The acts of a kind on record with a municipality's data, oldest first: whose data it was in all, and of what.
    /// </summary>
    public Task<List<string>> ActsAsync(string kind, string municipality) => ActingAs.Service.ReadAsync(
        Database.Source,
        new NpgsqlBatchCommand("""
            SELECT array_to_string(municipalities, ',') || ' ' || of FROM acts
            WHERE kind = $1 AND $2 = ANY (municipalities) ORDER BY at, id
            """)
        {
            Parameters = { Parameters.Text(kind), Parameters.Text(municipality) },
        },
        row => row.GetString(0),
        CancellationToken.None);

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

    public virtual async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await Database.DisposeAsync();
        issuer.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>A file, or the problem why there is none.</summary>
public sealed record Fetched(int Status, string? ContentType, string? CacheControl, string Body);
