using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Community.Tests.Privacy;

/// <summary>A person asks for what is held, and to be erased. Each test is about another person.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private readonly TestIssuer _issuer = new();
    private FakeSidecar _sidecar = null!;
    private TestDatabase _test = null!;
    private NpgsqlDataSource _database = null!;
    private WebApplicationFactory<CommunityOptions> _factory = null!;
    private TimeSpan _grace = TimeSpan.Zero;

    public async ValueTask InitializeAsync()
    {
        _sidecar = await FakeSidecar.StartAsync();
        foreach (var service in (string[])["questionnaire", "scoring", "benchmark"])
        {
            _sidecar.Answer(service, "/internal/members/erase", """{ "erased": true }""");
            _sidecar.Answer(service, "/internal/members/data", $$"""{ "of_{{service}}": [{ "id": 1 }] }""");
        }

        _test = await TestPostgres.CreateDatabaseAsync(CommunityService.Name);
        _database = _test.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await _database.DisposeAsync();
        await _sidecar.DisposeAsync();
        _issuer.Dispose();
    }

    [Fact]
    public async Task Erased_at_once_where_there_is_no_grace_and_only_the_pseudonym_stays()
    {
        Start();
        var member = await AddMemberAsync("Quirijn Zomerdijk", "quirijn@zomerdijk.example");
        await PostAsync(member, "Wij bellen binnen een dag terug.", contact: "quirijn@zomerdijk.example");

        var dry = await AskAsync(member, "mutation { eraseMe { isAsked dueAt effects { what rows effect } } }");
        Assert.False(dry.Data["eraseMe"]!["isAsked"]!.GetValue<bool>());
        Assert.Contains(
            dry.Data["eraseMe"]!["effects"]!.AsArray(),
            effect => effect!["what"]!.GetValue<string>() == "topics"
                && effect["effect"]!.GetValue<string>() == "STAYS_NAMELESS" && effect["rows"]!.GetValue<int>() == 1);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM accounts"));

        Assert.True((await AskAsync(member, "mutation { eraseMe(dryRun: false) { isAsked } }"))
            .Data["eraseMe"]!["isAsked"]!.GetValue<bool>());
        await UntilAsync("SELECT count(*) FROM erasures WHERE erased_at IS NOT NULL", 1);

        Assert.Equal(0, await CountAsync("SELECT count(*) FROM accounts"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM members"));
        Assert.Equal(1, await CountAsync($"SELECT count(*) FROM topics WHERE author = '{member}' AND contact IS NULL"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM outbox WHERE topic = 'member.erased'"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM outbox WHERE topic = 'membership.changed'"));
        Assert.Equal(
            2,
            await CountAsync("SELECT count(*) FROM acts WHERE kind IN ('ERASURE_REQUESTED', 'MEMBER_ERASED')"));
    }

    [Fact]
    public async Task What_was_posted_goes_too_where_that_is_asked()
    {
        Start();
        var member = await AddMemberAsync("Roelina Halfwerk", "roelina@halfwerk.example");
        await PostAsync(member, "Roelina zegt iets unieks.", contact: null);

        await AskAsync(member, "mutation { eraseMe(dryRun: false, contributions: REMOVE) { isAsked } }");
        await UntilAsync("SELECT count(*) FROM erasures WHERE erased_at IS NOT NULL", 1);

        Assert.Equal(
            1,
            await CountAsync("SELECT count(*) FROM topics WHERE deleted_at IS NOT NULL AND text LIKE 'Verwijderd%'"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM topics WHERE text LIKE '%unieks%'"));
    }

    [Fact]
    public async Task Until_it_is_due_it_can_be_undone()
    {
        _grace = TimeSpan.FromDays(7);
        Start();
        var member = await AddMemberAsync("Teunis Achterweg", "teunis@achterweg.example");

        await AskAsync(member, "mutation { eraseMe(dryRun: false) { isAsked } }");
        var asked = (await AskAsync(member, "{ myErasure { isAsked erasedAt } }")).Data["myErasure"]!;
        Assert.True(asked["isAsked"]!.GetValue<bool>());
        Assert.Null(asked["erasedAt"]);

        Assert.True(await WithdrawAsync(member));
        Assert.False(await WithdrawAsync(member));
        Assert.Null((await AskAsync(member, "{ myErasure { isAsked } }")).Data["myErasure"]);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM accounts"));
    }

    [Fact]
    public async Task While_another_service_does_not_answer_nothing_is_erased_and_it_is_tried_again()
    {
        Start();
        var member = await AddMemberAsync("Wubbo Kranenborg", "wubbo@kranenborg.example");
        _sidecar.Answer("benchmark", "/internal/members/erase", null);

        await AskAsync(member, "mutation { eraseMe(dryRun: false) { isAsked } }");
        await UntilAsync("SELECT attempts FROM erasures", 1);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM accounts"));

        _sidecar.Answer("benchmark", "/internal/members/erase", """{ "erased": true }""");
        await ExecuteAsync("UPDATE erasures SET next_at = now()");
        await UntilAsync("SELECT count(*) FROM accounts", 0);
    }

    [Fact]
    public async Task An_administrator_erases_another_and_nobody_else_does()
    {
        Start();
        var member = await AddMemberAsync("Femke Oudkerk", "femke@oudkerk.example");
        var mutation = $"mutation {{ eraseMember(member: \"{member:N}\", dryRun: false) {{ isAsked }} }}";

        Assert.Equal(["FORBIDDEN"], (await AskAsync(Guid.NewGuid(), mutation, "institute")).Codes);
        Assert.Equal(
            ["NOT_FOUND"],
            (await AskAsync(
                Guid.NewGuid(), $"mutation {{ eraseMember(member: \"{Guid.NewGuid():N}\") {{ isAsked }} }}",
                "administrator")).Codes);
        Assert.Empty((await AskAsync(Guid.NewGuid(), mutation, "administrator")).Codes);
        await UntilAsync("SELECT count(*) FROM accounts", 0);
    }

    [Fact]
    public async Task My_data_is_all_that_every_service_holds_or_nothing()
    {
        Start();
        var member = await AddMemberAsync("Jikke Posthumus", "jikke@posthumus.example");
        await PostAsync(member, "Een tip van mij.", contact: null);

        using var client = _factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/my-data");
        request.Headers.Authorization = new("Bearer", TokenOf(member, "officer"));
        using var response = await client.SendAsync(request);
        var held = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["services"]!;

        Assert.Equal("Jikke Posthumus", held["community"]!["members"]![0]!["name"]!.GetValue<string>());
        Assert.Equal("onderwerp", held["community"]!["accounts"]![0]!["subject"]!.GetValue<string>());
        Assert.Equal("Een tip van mij.", held["community"]!["topics"]![0]!["text"]!.GetValue<string>());
        Assert.Equal(1, held["scoring"]!["of_scoring"]![0]!["id"]!.GetValue<int>());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM acts WHERE kind = 'OWN_DATA_EXPORTED'"));

        _sidecar.Answer("scoring", "/internal/members/data", null);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/exports/my-data");
        again.Headers.Authorization = new("Bearer", TokenOf(member, "officer"));
        using var refused = await client.SendAsync(again);
        Assert.Contains("SUBGRAPH_UNAVAILABLE", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private void Start()
    {
        _factory = new WebApplicationFactory<CommunityOptions>().WithWebHostBuilder(host =>
        {
            host.UseTestSettings(_test, _issuer);
            host.UseSetting("DAPR_HTTP_PORT", $"{_sidecar.Port}");
            host.UseSetting("Privacy:GracePeriod", _grace.ToString("c"));
            host.UseSetting("Privacy:ErasurePoll", "00:00:00.2");
        });
        using var client = _factory.CreateClient();
    }

    private async Task<Guid> AddMemberAsync(string name, string email)
    {
        var member = Guid.NewGuid();
        await ExecuteAsync(
            """
            INSERT INTO accounts (id, issuer, subject, since)
            VALUES ($1, 'https://provider.example', 'onderwerp', now())
            """,
            member);
        await ExecuteAsync(
            """
            INSERT INTO members (id, name, email, municipality_code, roles, status, since, revision)
            VALUES ($1, $2, $3, 'GM0344', '{officer}', 'ACTIVE', now(), 1)
            """,
            member, name, email);
        return member;
    }

    private async Task PostAsync(Guid member, string text, string? contact)
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

    private async Task<Answered> AskAsync(Guid member, string query, string role = "officer")
    {
        using var client = _factory.CreateClient();
        return await client.AskAsync(query, null, TokenOf(member, role));
    }

    private async Task<bool> WithdrawAsync(Guid member) =>
        (await AskAsync(member, "mutation { withdrawErasure }")).Data["withdrawErasure"]!.GetValue<bool>();

    private string TokenOf(Guid member, string role)
    {
        var claims = TestIssuer.Claims(role == "officer" ? "GM0344" : null, role);
        claims["sub"] = member.ToString("N");
        return _issuer.Sign(claims);
    }

    private async Task<long> CountAsync(string sql) => (await _test.NumbersAsync(sql, ActingAs.Service)).Single();

    private async Task UntilAsync(string sql, long number)
    {
        for (var attempt = 0; await CountAsync(sql) != number; attempt++)
        {
            Assert.True(attempt < 300, $"{sql} did not become {number}.");
            await Task.Delay(100);
        }
    }

    private async Task ExecuteAsync(string sql, params object[] values)
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
