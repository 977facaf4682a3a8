using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Community.Tests;

/// <summary>The whole service over a seeded database, asked through HTTP as the gateway asks it.</summary>
public sealed class CommunityApplication : IAsyncLifetime
{
    private readonly TestIssuer issuer = new();
    private WebApplicationFactory<CommunityOptions> factory = null!;
    private NpgsqlDataSource database = null!;

    public async ValueTask InitializeAsync()
    {
        var test = await TestPostgres.CreateDatabaseAsync(CommunityService.Name);
        database = test.Open();
        factory = new WebApplicationFactory<CommunityOptions>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("Access:AnyCaller", "true");
            foreach (var (name, value) in test.Settings.Concat(issuer.Settings))
            {
                host.UseSetting(name, value);
            }
        });
        await SeedAsync();
    }

    public async Task SeedAsync()
    {
        await using var scope = factory.Services.CreateAsyncScope();
        foreach (var seeder in scope.ServiceProvider.GetServices<ISeeder>())
        {
            await seeder.SeedAsync(Seeds(), CancellationToken.None);
        }
    }

    /// <summary>Asks as someone of this municipality with this role; null: without a token.</summary>
    public async Task<Answered> AskAsync(
        string query,
        object? variables = null,
        string? municipality = "GM0153",
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
        return new Answered(JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>A service of the running process.</summary>
    public T Service<T>()
        where T : notnull =>
        factory.Services.GetRequiredService<T>();

    /// <summary>One value of the database.</summary>
    public async Task<T> ReadAsync<T>(string sql)
    {
#pragma warning disable CA2100 // The test's own text.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await database.DisposeAsync();
        issuer.Dispose();
    }

    private static string Seeds()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Monitor.sln above the tests.");
        }

        return Path.Combine(folder.FullName, "seeds");
    }
}

/// <summary>What /graphql answered.</summary>
public sealed record Answered(JsonNode Body)
{
    /// <summary>The data; fails with the errors when there are any.</summary>
    public JsonNode Data => Body["errors"] is { } errors
        ? throw new InvalidOperationException(errors.ToJsonString())
        : Body["data"]!;

    /// <summary>The codes of the errors, in order.</summary>
    public IReadOnlyList<string> Codes =>
        [.. (Body["errors"]?.AsArray() ?? []).Select(e => e!["extensions"]!["code"]!.GetValue<string>())];
}
