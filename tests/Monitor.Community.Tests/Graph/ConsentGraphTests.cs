using System.Text.Json.Nodes;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Tests.Graph;

public sealed class ConsentGraphTests(CommunityApplication application) : IClassFixture<CommunityApplication>
{
    private const string Give =
        "mutation { giveConsent(kind: RESEARCH) { kind granted since history { revision granted at by } } }";

    private const string Withdraw =
        "mutation { withdrawConsent(kind: RESEARCH) { kind granted since history { revision granted at by } } }";

    private const string Read = """
        query ($code: ID!) { _entities(representations: [{ __typename: "Municipality", code: $code }]) {
            ... on Municipality { code consents { kind granted since history { revision } } } } }
        """;

    [Fact]
    public async Task Nothing_is_consented_to_until_someone_decides()
    {
        var answered = await application.AskAsync(Read, new { code = "GM0014" }, "GM0014", "reader");

        var consents = answered.Entity["consents"]!.AsArray();
        Assert.Equal(
            [
                "RESEARCH", "NAMED", "SHARED_IN_VEILIG_THUIS", "SHARED_IN_SAFETY_REGION", "SHARED_IN_CENTRE_AREA",
                "SHARED_IN_PROVINCE",
            ],
            consents.Select(c => c!["kind"]!.GetValue<string>()));
        Assert.All(consents, c =>
        {
            Assert.False(c!["granted"]!.GetValue<bool>());
            Assert.Null(c["since"]);
            Assert.Empty(c["history"]!.AsArray());
        });
        Assert.Contains("no-store", answered.CacheControl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_consent_is_given_withdrawn_and_given_again_with_its_history_and_an_event_each()
    {
        var given = await DecideAsync(Give, "GM0034", "giveConsent");
        var again = await DecideAsync(Give, "GM0034", "giveConsent");
        var withdrawn = await DecideAsync(Withdraw, "GM0034", "withdrawConsent");
        await DecideAsync(Withdraw, "GM0034", "withdrawConsent");
        var last = await DecideAsync(Give, "GM0034", "giveConsent");

        Assert.True(given["granted"]!.GetValue<bool>());
        Assert.Equal(given.ToJsonString(), again.ToJsonString());
        Assert.False(withdrawn["granted"]!.GetValue<bool>());
        Assert.Equal(withdrawn["history"]![0]!["at"]!.GetValue<string>(), withdrawn["since"]!.GetValue<string>());
        Assert.Equal(
            ["3 True tester-GM0034", "2 False tester-GM0034", "1 True tester-GM0034"],
            last["history"]!.AsArray().Select(d => $"{d!["revision"]} {d["granted"]!.GetValue<bool>()} {d["by"]}"));
        Assert.Equal(
            "1 true,2 false,3 true",
            await application.ReadAsync<string>("""
                SELECT string_agg(data ->> 'revision' || ' ' || (data ->> 'granted'), ',' ORDER BY sequence)
                FROM outbox WHERE topic = 'consent.changed' AND data ->> 'municipality' = 'GM0034'
                    AND data ->> 'kind' = 'RESEARCH'
                """));
    }

    [Fact]
    public async Task Each_kind_is_decided_by_itself_and_says_in_Dutch_what_one_consents_to()
    {
        const string give = "mutation { giveConsent(kind: SHARED_IN_CENTRE_AREA) { granted text } }";
        var given = await DecideAsync(give, "GM0153", "giveConsent");

        Assert.StartsWith(
            "Gemeenten in hetzelfde centrumgebied die hier zelf ook mee instemmen, de regiocoördinator van de"
            + " centrumgemeente en het instituut mogen onze vrijgegeven scores zien",
            given["text"]!.GetValue<string>(), StringComparison.Ordinal);
        const string all = """
            query ($code: ID!) { _entities(representations: [{ __typename: "Municipality", code: $code }]) {
                ... on Municipality { consents { granted text } } } }
            """;
        var consents = (await application.AskAsync(all, new { code = "GM0153" }, "GM0153", "reader"))
            .Entity["consents"]!.AsArray();
        Assert.Equal(
            [false, false, false, false, true, false], consents.Select(c => c!["granted"]!.GetValue<bool>()));
        Assert.Equal(6, consents.Select(c => c!["text"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(1, await application.ReadAsync<long>("""
            SELECT count(*) FROM outbox WHERE topic = 'consent.changed' AND data ->> 'municipality' = 'GM0153'
                AND data ->> 'kind' = 'SHARED_IN_CENTRE_AREA' AND (data ->> 'granted')::boolean
            """));
    }

    [Fact]
    public async Task Withdrawing_what_was_never_given_changes_nothing()
    {
        var withdrawn = await DecideAsync(Withdraw, "GM0037", "withdrawConsent");

        Assert.False(withdrawn["granted"]!.GetValue<bool>());
        Assert.Empty(withdrawn["history"]!.AsArray());
    }

    [Fact]
    public async Task Many_who_decide_at_once_make_one_decision()
    {
        var all = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => DecideAsync(Give, "GM0047", "giveConsent")));

        Assert.All(all, each => Assert.Single(each["history"]!.AsArray()));
        Assert.Equal(1, await application.ReadAsync<long>(
            "SELECT count(*) FROM outbox WHERE topic = 'consent.changed' AND data ->> 'municipality' = 'GM0047'"));
    }

    [Theory]
    [InlineData("officer", "GM0050", "FORBIDDEN")]
    [InlineData("reader", "GM0050", "FORBIDDEN")]
    [InlineData("institute", "GM0050", "FORBIDDEN")]
    [InlineData("coordinator", null, "UNAUTHENTICATED")]
    public async Task Only_a_coordinator_decides(string role, string? municipality, string code)
    {
        Assert.Equal([code], (await application.AskAsync(Give, null, municipality, role)).Codes);
        Assert.Equal([code], (await application.AskAsync(Withdraw, null, municipality, role)).Codes);
    }

    [Theory]
    [InlineData("GM0363", "NOT_YOURS")]
    [InlineData(null, "UNAUTHENTICATED")]
    public async Task Another_municipalitys_consents_are_not_to_be_read(string? reader, string code)
    {
        await DecideAsync(Give, "GM0059", "giveConsent");

        var answered = await application.AskAsync(Read, new { code = "GM0059" }, reader, "coordinator");

        Assert.Equal([code], answered.Codes);
        Assert.Null(answered.Body["data"]!["_entities"]![0]!["consents"]);
    }

    [Fact]
    public async Task The_database_holds_that_consents_are_ones_own_and_never_change()
    {
        await DecideAsync(Give, "GM0060", "giveConsent");
        const string Count = "SELECT count(*) FROM consents WHERE municipality_code = 'GM0060'";

        Assert.Equal([1], await application.NumbersAsync(Count, ActingAs.Municipality("GM0060")));
        Assert.Equal([0], await application.NumbersAsync(Count, ActingAs.Municipality("GM0363")));
        Assert.Equal(0, await application.ReadAsync<long>(Count));
        foreach (var change in (string[])["UPDATE consents SET granted = false", "DELETE FROM consents"])
        {
            await using var acting = await ActingAs.Service.BeginAsync(application.Database, CancellationToken.None);
#pragma warning disable CA2100 // The test's own text.
            await using var command = new NpgsqlCommand(change, acting.Connection, acting.Transaction);
#pragma warning restore CA2100
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Fact]
    public async Task Others_fetch_what_holds_now_withdrawn_ones_too()
    {
        await DecideAsync(Give, "GM0072", "giveConsent");
        await DecideAsync(Give, "GM0074", "giveConsent");
        await DecideAsync(Withdraw, "GM0074", "withdrawConsent");

        var all = JsonNode.Parse(await application.GetAsync("/internal/consents/RESEARCH"))!.AsArray();

        Assert.Equal(
            ["GM0072 True 1", "GM0074 False 2"],
            all.Where(c => c!["municipality"]!.GetValue<string>() is "GM0072" or "GM0074")
                .Select(c => $"{c!["municipality"]} {c["granted"]!.GetValue<bool>()} {c["revision"]}"));
        await Assert.ThrowsAsync<HttpRequestException>(() => application.GetAsync("/internal/consents/OTHER"));
    }

    private async Task<JsonNode> DecideAsync(string mutation, string municipality, string field) =>
        (await application.AskAsync(mutation, null, municipality, "coordinator")).Data[field]!;
}
