using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Community.Tests.Members;

/// <summary>The command by which a new system gets its first administrator.</summary>
public sealed class GrantAdministratorTests : IAsyncLifetime
{
    private const string Issuer = "https://provider.example";

    private readonly TestIssuer issuer = new();
    private TestDatabase test = null!;
    private WebApplicationFactory<CommunityOptions> factory = null!;

    public async ValueTask InitializeAsync()
    {
        test = await TestPostgres.CreateDatabaseAsync(CommunityService.Name);
        factory = new WebApplicationFactory<CommunityOptions>().WithWebHostBuilder(
            host => host.UseTestSettings(test, issuer));
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        issuer.Dispose();
    }

    [Fact]
    public async Task Whoever_is_named_is_administrator_also_before_they_ever_signed_in()
    {
        await GrantAsync("eerste");

        var found = await FindAsync("eerste");
        Assert.Equal(["administrator"], found["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        Assert.Null(found["municipality"]);
        Assert.Equal(
            1,
            await CountAsync(
                "SELECT count(*) FROM members WHERE name = 'Els Eerste' AND email = 'els@instituut.example'"));
    }

    [Fact]
    public async Task Who_signed_in_before_keeps_their_account()
    {
        var before = (await FindAsync("eerste"))["member"]!.GetValue<string>();

        await GrantAsync("eerste");

        Assert.Equal(before, (await FindAsync("eerste"))["member"]!.GetValue<string>());
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM accounts"));
    }

    [Fact]
    public async Task It_is_on_record_as_an_act_of_the_service_and_the_gateway_is_told()
    {
        await GrantAsync("eerste");

        var member = (await FindAsync("eerste"))["member"]!.GetValue<string>();
        Assert.Equal(
            1,
            await CountAsync($"""
                SELECT count(*) FROM recorded_acts
                WHERE kind = 'ROLES_CHANGED' AND actor IS NULL AND of = 'member:{member}'
                """));
        Assert.Equal(
            1,
            await CountAsync($"""
                SELECT count(*) FROM outbox
                WHERE topic = 'membership.changed' AND data::text LIKE '%{member}%'
                """));
    }

    [Fact]
    public async Task A_second_one_is_for_administrators_to_grant_unless_it_is_asked_for_again()
    {
        await GrantAsync("eerste");

        var refused = await Assert.ThrowsAsync<CommandException>(() => GrantAsync("tweede"));
        Assert.Contains("--again", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM members"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM accounts"));

        await GrantAsync("tweede", "--again");
        Assert.Equal(2, await CountAsync("SELECT count(*) FROM members WHERE 'administrator' = ANY (roles)"));
    }

    [Fact]
    public async Task The_same_once_more_changes_nothing()
    {
        await GrantAsync("eerste");
        await GrantAsync("eerste");

        Assert.Equal(1, await CountAsync("SELECT revision FROM members"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM recorded_acts"));
    }

    [Fact]
    public async Task Two_at_once_make_one()
    {
        var outcomes = await Task.WhenAll(((string[])["eerste", "tweede", "derde"]).Select(async subject =>
        {
            try
            {
                await GrantAsync(subject);
                return "granted";
            }
            catch (CommandException)
            {
                return "refused";
            }
        }));

        Assert.Equal(["granted", "refused", "refused"], outcomes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_editor_becomes_administrator_beside_it_and_who_acts_for_a_municipality_does_not()
    {
        await GrantAsync("eerste");
        var member = (await FindAsync("eerste"))["member"]!.GetValue<string>();
        await WriteAsync($"UPDATE members SET roles = '{{editor}}' WHERE id = '{member}'");

        await GrantAsync("eerste");
        Assert.Equal(
            ["editor", "administrator"],
            (await FindAsync("eerste"))["roles"]!.AsArray().Select(role => role!.GetValue<string>()));

        await WriteAsync($$"""
            UPDATE members SET roles = '{officer}', municipality_code = 'GM0344' WHERE id = '{{member}}'
            """);
        var refused = await Assert.ThrowsAsync<CommandException>(() => GrantAsync("eerste"));
        Assert.Contains("GM0344", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_of_the_demonstration_is_none()
    {
        await GrantAsync("persona");
        await WriteAsync("UPDATE members SET is_demonstration = true");

        await GrantAsync("eerste");

        Assert.Equal(2, await CountAsync("SELECT count(*) FROM members"));
    }

    [Theory]
    [InlineData("--issuer https://provider.example --subject x --name Els")]
    [InlineData("--issuer https://provider.example --subject x --name Els --email")]
    [InlineData("--issuer https://provider.example --subject x --name Els --email els@instituut.example --role reader")]
    [InlineData("--issuer https://provider.example --subject x --name Els --email nergens")]
    [InlineData("")]
    public async Task What_is_left_out_or_wrong_is_told_and_nothing_is_done(string arguments)
    {
        await Assert.ThrowsAsync<CommandException>(() => RunAsync(
            arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        await GrantAsync("eerste");
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM members"));
    }

    private Task GrantAsync(string subject, params string[] more) => RunAsync(
    [
        "--issuer", Issuer, "--subject", subject, "--name", "Els Eerste", "--email", "els@instituut.example", .. more,
    ]);

    private Task RunAsync(IReadOnlyList<string> arguments) => factory.Services.GetServices<IServiceCommand>()
        .Single(command => command.Name == "grant-administrator").RunAsync(arguments, CancellationToken.None);

    private async Task<JsonNode> FindAsync(string subject)
    {
        using var client = factory.CreateClient();
        using var answer = await client.PostAsJsonAsync(
            new Uri("/internal/callers/find", UriKind.Relative), new { issuer = Issuer, subject });
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private async Task<long> CountAsync(string sql) => (await test.NumbersAsync(sql, ActingAs.Service)).Single();

    private async Task WriteAsync(string sql)
    {
        await using var database = test.Open();
        await using var acting = await ActingAs.Service.BeginAsync(database, CancellationToken.None);
#pragma warning disable CA2100 // The test's own text.
        await using var command = new Npgsql.NpgsqlCommand(sql, acting.Connection, acting.Transaction);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        await acting.CommitAsync(CancellationToken.None);
    }
}
