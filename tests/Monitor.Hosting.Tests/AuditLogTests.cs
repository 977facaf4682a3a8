using System.Diagnostics;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Hosting.Tests;

public sealed class AuditLogTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private TestDatabase _names = null!;
    private NpgsqlDataSource _database = null!;
    private Microsoft.AspNetCore.Builder.WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        _names = await TestPostgres.CreateDatabaseAsync("scoring");
        _app = TestApp.Build(_names.Settings, add: builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_clock);
            builder.AddPostgres("scoring", new FakeAssembly());
        });
        await _app.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        _database = _app.Services.GetRequiredService<NpgsqlDataSource>();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task An_act_says_who_when_what_whose_of_what_and_in_which_trace()
    {
        using var activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        Sign("0123456789abcdef0123456789abcdef", "GM0010", Role.Officer, Role.Coordinator);

        await Log.RecordAsync(
            new Act(ActKind.NamedDataRead, ["GM0030", "GM0020", "GM0030"], "round:2017"), CancellationToken.None);

        Assert.Equal(
            [
                $"0123456789abcdef0123456789abcdef GM0010 coordinator,officer f NAMED_DATA_READ GM0020,GM0030 "
                + $"round:2017 {activity.TraceId.ToHexString()} 2018-03-01 12:00",
            ],
            await TextsAsync("""
                SELECT concat_ws(' ', actor, actor_municipality, array_to_string(actor_roles, ','), is_machine, kind,
                    array_to_string(municipalities, ','), of, trace,
                    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'))
                FROM acts
                """, ActingAs.Service));
    }

    [Fact]
    public async Task Without_a_request_the_service_acted_by_itself()
    {
        Sign(null, null);

        await Log.RecordAsync(new Act(ActKind.RoundClosed, of: "round:2017"), CancellationToken.None);

        Assert.Equal(["nobody"], await TextsAsync("SELECT coalesce(actor, 'nobody') FROM acts", ActingAs.Service));
    }

    [Fact]
    public async Task An_act_stands_or_falls_with_its_change()
    {
        await using (var acting = await ActingAs.Municipality("GM0010").BeginAsync(_database, CancellationToken.None))
        {
            await Log.AddAsync(acting.Transaction, new Act(ActKind.ConsentGiven, "GM0010"), CancellationToken.None);
        }

        Assert.Empty(await TextsAsync("SELECT kind FROM acts", ActingAs.Service));

        await using (var acting = await ActingAs.Municipality("GM0010").BeginAsync(_database, CancellationToken.None))
        {
            await Log.AddAllAsync(
                acting.Transaction,
                [new Act(ActKind.ConsentGiven, "GM0010"), new Act(ActKind.ConsentWithdrawn, "GM0010")],
                CancellationToken.None);
            await acting.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(
            ["CONSENT_GIVEN", "CONSENT_WITHDRAWN"],
            await TextsAsync("SELECT kind FROM acts ORDER BY kind", ActingAs.Service));
    }

    [Fact]
    public async Task A_municipality_sees_what_was_done_with_its_own_data_only()
    {
        await Log.RecordAsync(new Act(ActKind.NamedDataRead, ["GM0020", "GM0030"]), CancellationToken.None);
        await Log.RecordAsync(new Act(ActKind.Exported, "GM0020"), CancellationToken.None);
        await Log.RecordAsync(new Act(ActKind.RoundOpened, of: "round:2017"), CancellationToken.None);

        const string Kinds = "SELECT kind FROM acts ORDER BY kind";
        Assert.Equal(["EXPORTED", "NAMED_DATA_READ"], await TextsAsync(Kinds, ActingAs.Municipality("GM0020")));
        Assert.Equal(["NAMED_DATA_READ"], await TextsAsync(Kinds, ActingAs.Municipality("GM0030")));
        Assert.Empty(await TextsAsync(Kinds, ActingAs.Municipality("GM0010")));
        Assert.Equal(3, (await TextsAsync(Kinds, ActingAs.Service)).Count);
    }

    [Theory]
    [InlineData("UPDATE acts SET kind = 'X'")]
    [InlineData("DELETE FROM acts")]
    [InlineData("TRUNCATE acts")]
    [InlineData("ALTER TABLE acts DISABLE ROW LEVEL SECURITY")]
    public async Task The_service_can_change_or_remove_no_act(string sql)
    {
        await Log.RecordAsync(new Act(ActKind.Exported, "GM0020"), CancellationToken.None);

#pragma warning disable CA2100 // The test's own text.
        await using var command = _database.CreateCommand(sql);
#pragma warning restore CA2100
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        Assert.Single(await TextsAsync("SELECT kind FROM acts", ActingAs.Service));
    }

    [Fact]
    public async Task Acts_older_than_they_are_kept_go_and_a_year_is_the_least()
    {
        await Log.RecordAsync(new Act(ActKind.Exported, "GM0020"), CancellationToken.None);   // of March 2018

        await using (var tooSoon = _database.CreateCommand("SELECT forget_acts(interval '11 months')"))
        {
            await Assert.ThrowsAsync<PostgresException>(() => tooSoon.ExecuteScalarAsync());
        }

        await using var forget = _database.CreateCommand("SELECT forget_acts(interval '1 year')");
        Assert.Equal(1L, await forget.ExecuteScalarAsync());
        Assert.Empty(await TextsAsync("SELECT kind FROM acts", ActingAs.Service));
    }

    [Theory]
    [InlineData("Jan de Vries")]
    [InlineData("jan@example.nl")]
    [InlineData("")]
    public void An_act_takes_no_name_or_address(string of) =>
        Assert.Throws<ArgumentException>(() => new Act(ActKind.Exported, "GM0020", of));

    private AuditLog Log => _app.Services.GetRequiredService<AuditLog>();

    private void Sign(string? subject, string? municipality, params string[] roles) =>
        _app.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = subject is null
            ? null
            : new DefaultHttpContext
            {
                User = new ClaimsPrincipal(new ClaimsIdentity(
                    [
                        new Claim("sub", subject),
                        new Claim("municipality", municipality!),
                        .. roles.Select(role => new Claim("roles", role)),
                    ], "test")),
            };

    private Task<List<string>> TextsAsync(string sql, ActingAs acting) => acting.ReadAsync(
        _database, new NpgsqlBatchCommand(sql), row => row.GetString(0), CancellationToken.None);
}
