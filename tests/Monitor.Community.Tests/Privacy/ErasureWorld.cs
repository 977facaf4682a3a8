using Microsoft.AspNetCore.Mvc.Testing;
using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Community.Tests.Privacy;

/// <summary>A service of a test's own in which people are erased, beside others that do as they are asked.</summary>
public abstract class ErasureWorld : IAsyncLifetime
{
    private readonly TestIssuer _issuer = new();
    private TestDatabase _test = null!;
    private NpgsqlDataSource _database = null!;
    private WebApplicationFactory<CommunityOptions> _factory = null!;

    protected FakeSidecar Sidecar { get; private set; } = null!;

    /// <summary>How long it can be undone.</summary>
    protected TimeSpan Grace { get; set; } = TimeSpan.Zero;

    public async ValueTask InitializeAsync()
    {
        Sidecar = await FakeSidecar.StartAsync();
        foreach (var service in (string[])["questionnaire", "scoring", "benchmark"])
        {
            Sidecar.Answer(service, "/internal/members/erase", """{ "erased": true }""");
            Sidecar.Answer(service, "/internal/members/data", $$"""{ "of_{{service}}": [{ "id": 1 }] }""");
        }

        _test = await TestPostgres.CreateDatabaseAsync(CommunityService.Name);
        _database = _test.Open();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _factory.DisposeAsync();
        await _database.DisposeAsync();
        await Sidecar.DisposeAsync();
        _issuer.Dispose();
    }

    /// <summary>Starts the service, with settings beside the usual ones.</summary>
    protected void Start(params (string Name, string Value)[] settings)
    {
        _factory = new WebApplicationFactory<CommunityOptions>().WithWebHostBuilder(host =>
        {
            host.UseTestSettings(_test, _issuer);
            host.UseSetting("DAPR_HTTP_PORT", $"{Sidecar.Port}");
            host.UseSetting("Privacy:GracePeriod", Grace.ToString("c"));
            host.UseSetting("Privacy:ErasurePoll", "00:00:00.2");
            foreach (var (name, value) in settings)
            {
                host.UseSetting(name, value);
            }
        });
        using var client = _factory.CreateClient();
    }

    protected HttpClient Client() => _factory.CreateClient();

    protected async Task<Guid> AddMemberAsync(string name, string email, string subject = "onderwerp")
    {
        var member = Guid.NewGuid();
        await ExecuteAsync(
            """
            INSERT INTO accounts (id, issuer, subject, since)
            VALUES ($1, 'https://provider.example', $2, now())
            """,
            member, subject);
        await ExecuteAsync(
            """
            INSERT INTO members (id, name, email, municipality_code, roles, status, since, revision)
            VALUES ($1, $2, $3, 'GM0344', '{officer}', 'ACTIVE', now(), 1)
            """,
            member, name, email);
        return member;
    }

    protected async Task PostAsync(Guid member, string text, string? contact)
    {
        await ExecuteAsync("""
            INSERT INTO categories (id, kind, title) VALUES ('algemeen-proef', 'GENERAL', 'Algemeen')
            ON CONFLICT DO NOTHING
            """);
        await ExecuteAsync(
            """
            INSERT INTO topics (id, kind, category_id, title, text, contact, author, shown_as, posted_at, active_at)
            VALUES (gen_random_uuid(), 'TIP', 'algemeen-proef', 'Tip', $2, $3, $1, 'MEMBER', now(), now())
            """,
            member, text, (object?)contact ?? DBNull.Value);
    }

    protected async Task<Answered> AskAsync(Guid member, string query, string role = "officer")
    {
        using var client = _factory.CreateClient();
        return await client.AskAsync(query, null, TokenOf(member, role));
    }

    protected async Task<bool> WithdrawAsync(Guid member) =>
        (await AskAsync(member, "mutation { withdrawErasure }")).Data["withdrawErasure"]!.GetValue<bool>();

    protected string TokenOf(Guid member, string role)
    {
        var claims = TestIssuer.Claims(
            role == "officer" ? "GM0344" : null, role.Length == 0 ? [] : [role]);
        claims["sub"] = member.ToString("N");
        return _issuer.Sign(claims);
    }

    /// <summary>The one row of a table with this text.</summary>
    protected async Task<Guid> IdAsync(string table, string text) => (await ActingAs.Service.ReadAsync(
        _database,
        new NpgsqlBatchCommand($"SELECT id FROM {table} WHERE text = $1") { Parameters = { Parameters.Text(text) } },
        row => row.GetGuid(0),
        CancellationToken.None)).Single();

    protected async Task<long> CountAsync(string sql) => (await _test.NumbersAsync(sql, ActingAs.Service)).Single();

    protected async Task UntilAsync(string sql, long number)
    {
        for (var attempt = 0; await CountAsync(sql) != number; attempt++)
        {
            Assert.True(attempt < 300, $"{sql} did not become {number}.");
            await Task.Delay(100);
        }
    }

    protected async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var acting = await ActingAs.Service.BeginAsync(_database, CancellationToken.None);
#pragma warning disable CA2100 // The test's own text.
        await using var command = new NpgsqlCommand(sql, acting.Connection, acting.Transaction);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter
            {
                Value = value,
                NpgsqlDbType = value is Guid ? NpgsqlTypes.NpgsqlDbType.Uuid : NpgsqlTypes.NpgsqlDbType.Text,
            });
        }

        await command.ExecuteNonQueryAsync();
        await acting.CommitAsync(CancellationToken.None);
    }
}
