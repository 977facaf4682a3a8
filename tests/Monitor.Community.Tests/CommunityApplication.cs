using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Community.Tests;

/// <summary>The whole service over a seeded database, asked through HTTP as the gateway asks it.</summary>
public class CommunityApplication : IAsyncLifetime
{
    /// <summary>The provider that knows the personas.</summary>
    public const string PersonaIssuer = "https://provider.example";

    private readonly TestIssuer issuer = new();
    private WebApplicationFactory<CommunityOptions> factory = null!;
    private NpgsqlDataSource database = null!;
    private TestDatabase test = null!;

    /// <summary>The application role's own connections.</summary>
    public NpgsqlDataSource Database => database;

    public IServiceProvider Services => factory.Services;

    /// <summary>Settings beside the usual ones.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>();

    public virtual async ValueTask InitializeAsync()
    {
        test = await TestPostgres.CreateDatabaseAsync(CommunityService.Name);
        database = test.Open();
        factory = new WebApplicationFactory<CommunityOptions>().WithWebHostBuilder(host =>
        {
            host.UseTestSettings(test, issuer);
            host.UseSetting("Members:PersonaIssuer", PersonaIssuer);
            foreach (var (name, value) in Settings)
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
            await seeder.SeedAsync(Repository.Seeds, CancellationToken.None);
        }
    }

    /// <summary>
    /// Asks as someone of this municipality with this role; null: without a token, or with <paramref name="signed"/>
    /// one of no municipality.
    /// </summary>
    public async Task<Answered> AskAsync(
        string query,
        object? variables = null,
        string? municipality = "GM0153",
        string role = "officer",
        string? key = null,
        bool signed = false)
    {
        using var client = factory.CreateClient();
        var token = municipality is null && !signed ? null : issuer.Token(municipality, role);
        return await client.AskAsync(query, variables, token, key);
    }

    /// <summary>Asks as a member of the seeds.</summary>
    public async Task<Answered> AskAsync(
        Graph.Member member, string query, object? variables = null, string? key = null)
    {
        using var client = factory.CreateClient();
        return await client.AskAsync(query, variables, issuer.Sign(member.Claims()), key);
    }

    /// <summary>A token of exactly these claims.</summary>
    public string Sign(IReadOnlyDictionary<string, object> claims) => issuer.Sign(claims);

    /// <summary>Calls the service as its sidecar does.</summary>
    public HttpClient Client() => factory.CreateClient();

    /// <summary>The JSON of an internal route.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var client = factory.CreateClient();
        return await client.GetStringAsync(new Uri(path, UriKind.Relative));
    }

    /// <summary>The numbers that a query finds, acting so.</summary>
    public Task<IReadOnlyList<long>> NumbersAsync(string sql, ActingAs acting) => test.NumbersAsync(sql, acting);

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

    /// <summary>One value of the database, as the service itself sees it.</summary>
    public async Task<T> ReadAsServiceAsync<T>(string sql) =>
        (await ActingAs.Service.ReadAsync(
            database, new NpgsqlBatchCommand(sql), row => row.GetFieldValue<T>(0), CancellationToken.None))[0];

    /// <summary>Changes rows as the service itself may: what no resolver does, or not so directly.</summary>
    public async Task WriteAsync(string sql, params object[] values)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, CancellationToken.None);
        await ExecuteAsync(acting.Connection, sql, values);
        await acting.CommitAsync(CancellationToken.None);
    }

    /// <summary>Changes the database as its migrations do.</summary>
    public async Task WriteAsOwnerAsync(string sql)
    {
        await using var owner = test.OpenAsOwner();
        await using var connection = await owner.OpenConnectionAsync();
        await ExecuteAsync(connection, sql, []);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, object[] values)
    {
#pragma warning disable CA2100 // The test's own text.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await factory.DisposeAsync();
        await database.DisposeAsync();
        issuer.Dispose();
    }
}
