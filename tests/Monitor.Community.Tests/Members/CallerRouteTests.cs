using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monitor.Community.Domain;
using Monitor.Hosting;

namespace Monitor.Community.Tests.Members;

public sealed class CallerRouteTests(CommunityApplication application) : IClassFixture<CommunityApplication>
{
    private const string Issuer = CommunityApplication.PersonaIssuer;

    [Theory]
    [InlineData("officer@gm0344", "GM0344", "officer")]
    [InlineData("regional-coordinator@gm0153", "GM0153", "regional-coordinator")]
    [InlineData("coordinator@gm0055", "GM0055", "coordinator")]   // Boarnsterhim, which ended in 2014
    [InlineData("institute", null, "institute")]
    public async Task A_persona_of_the_seeds_has_one_role(string subject, string? municipality, string role)
    {
        var found = await FindAsync(new { issuer = Issuer, subject });

        Assert.Equal(Persona.IdOf(subject).ToString("N"), found["member"]!.GetValue<string>());
        Assert.Equal(municipality, found["municipality"]?.GetValue<string>());
        Assert.Equal([role], found["roles"]!.AsArray().Select(r => r!.GetValue<string>()));
        Assert.Equal(1, found["revision"]!.GetValue<int>());
        Assert.Null(found["scopes"]);
    }

    [Fact]
    public async Task Who_was_never_seen_gets_one_account_and_no_roles_however_many_ask_at_once()
    {
        var asked = new { issuer = Issuer, subject = "nieuw" };
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FindAsync(asked)));

        var member = Assert.Single(all.Select(each => each["member"]!.GetValue<string>()).Distinct());
        Assert.Matches("^[0-9a-f]{32}$", member);
        Assert.All(all, each =>
        {
            Assert.Empty(each["roles"]!.AsArray());
            Assert.Null(each["municipality"]);
            Assert.Equal(0, each["revision"]!.GetValue<int>());
        });
    }

    [Fact]
    public async Task The_same_subject_of_another_provider_is_someone_else()
    {
        var other = await FindAsync(new { issuer = "https://elsewhere.example", subject = "institute" });

        Assert.NotEqual(Persona.IdOf("institute").ToString("N"), other["member"]!.GetValue<string>());
        Assert.Empty(other["roles"]!.AsArray());
    }

    [Fact]
    public async Task A_machine_may_ask_for_its_scopes_and_one_that_is_not_known_for_none()
    {
        var nightly = await FindAsync(new { issuer = Issuer, client = "nightly" });
        var region = await FindAsync(new { issuer = Issuer, client = "region-gm0153" });
        var unknown = await FindAsync(new { issuer = Issuer, client = "unknown" });

        Assert.Equal(["benchmark:read", "figures:read"], Scopes(nightly));
        Assert.Null(nightly["municipality"]);
        Assert.Equal(["region:read", "benchmark:read", "figures:read"], Scopes(region));
        Assert.Equal("GM0153", region["municipality"]!.GetValue<string>());
        Assert.Empty(region["roles"]!.AsArray());
        Assert.Empty(Scopes(unknown));
        Assert.Matches("^[0-9a-f]{32}$", unknown["member"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_must_say_who_is_meant()
    {
        foreach (object asked in (object[])
            [
                new { }, new { issuer = Issuer }, new { subject = "institute" }, new { issuer = "", subject = "x" },
                new { issuer = Issuer, subject = "x", client = "y" }, new { issuer = Issuer, subject = "x\0" },
            ])
        {
            using var answer = await PostAsync(asked);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Seeding_again_adds_nobody()
    {
        const string Count = "SELECT count(*) FROM members";
        var before = await application.NumbersAsync(Count, ActingAs.Service);

        await application.SeedAsync();

        Assert.Equal(before, await application.NumbersAsync(Count, ActingAs.Service));
        Assert.Equal([0], await application.NumbersAsync(
            "SELECT count(*) FROM members WHERE NOT is_demonstration", ActingAs.Service));
    }

    [Fact]
    public async Task The_database_shows_a_member_their_own_municipality_and_nobody_an_account()
    {
        const string Utrecht = "SELECT count(*) FROM members WHERE municipality_code = 'GM0344'";
        const string Accounts = "SELECT count(*) FROM accounts";
        const string Institute = "SELECT count(*) FROM members WHERE municipality_code IS NULL";

        Assert.Equal([4], await application.NumbersAsync(Utrecht, ActingAs.Municipality("GM0344")));
        Assert.Equal([0], await application.NumbersAsync(Utrecht, ActingAs.Municipality("GM0363")));
        Assert.Equal([0], await application.NumbersAsync(Accounts, ActingAs.Municipality("GM0344")));
        Assert.Equal([0], await application.NumbersAsync(Institute, ActingAs.Municipality("GM0344")));
        Assert.Equal(
            [1],
            await application.NumbersAsync(Institute, ActingAs.Member(Persona.IdOf("institute"), municipality: null)));
    }

    private static IEnumerable<string> Scopes(JsonNode found) =>
        found["scopes"]!.AsArray().Select(scope => scope!.GetValue<string>());

    private async Task<JsonNode> FindAsync(object asked)
    {
        using var answer = await PostAsync(asked);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private async Task<HttpResponseMessage> PostAsync(object asked)
    {
        using var client = application.Client();
        return await client.PostAsJsonAsync(new Uri("/internal/callers/find", UriKind.Relative), asked);
    }
}
