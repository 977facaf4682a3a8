using Monitor.Hosting;
using Npgsql;
using static Monitor.Benchmark.Tests.Comparisons.NamesApplication;

namespace Monitor.Benchmark.Tests.Comparisons;

/// <summary>What the events of community do: names that come, wait, and go at once.</summary>
public sealed class ConsentTests(NamesApplication application) : IClassFixture<NamesApplication>
{
    private const string Dalfsen = "GM0148";   // took part in 2017 only
    private const string Raalte = "GM0177";    // in both

    [Fact]
    public async Task Who_consents_before_a_release_is_named_in_it_and_waits_in_those_before()
    {
        Assert.Equal(["2014 NAMED HELD_BACK", "2017 NAMED SHOWN"], await NamingAsync(Enschede));
        Assert.Equal(["2017 NAMED SHOWN"], await NamingAsync(Losser));
        Assert.Equal(["2017 SHARED_IN_CENTRE_AREA SHOWN"], await NamingAsync(Hengelo));
        Assert.Empty(await NamingAsync(Appingedam));
        Assert.Empty(await NamingAsync(Tubbergen));
    }

    [Fact]
    public async Task A_withdrawal_takes_the_name_back_from_every_release_at_once_and_a_repeat_changes_nothing()
    {
        await application.DeliverConsentAsync(Groningen, "SHARED_IN_PROVINCE");
        Assert.Contains("2017 SHARED_IN_PROVINCE SHOWN", await NamingAsync(Groningen));   // known already

        await application.DeliverConsentAsync(Groningen, "SHARED_IN_PROVINCE", granted: false, revision: 2);
        Assert.DoesNotContain("2017 SHARED_IN_PROVINCE SHOWN", await NamingAsync(Groningen));
        Assert.Contains("2017 NAMED SHOWN", await NamingAsync(Groningen));

        await application.DeliverConsentAsync(Groningen, "SHARED_IN_PROVINCE", granted: true, revision: 1);
        Assert.Equal(0, await ShownAsync(Groningen, "SHARED_IN_PROVINCE"));

        // What was once shown stays known: it may stand there again.
        await application.DeliverConsentAsync(Groningen, "SHARED_IN_PROVINCE", granted: true, revision: 3);
        Assert.Equal(1, await ShownAsync(Groningen, "SHARED_IN_PROVINCE"));
    }

    [Fact]
    public async Task A_withdrawal_that_arrives_before_the_consent_wins()
    {
        await application.DeliverConsentAsync(Losser, "SHARED_IN_PROVINCE", granted: false, revision: 2);
        await application.DeliverConsentAsync(Losser, "SHARED_IN_PROVINCE", granted: true, revision: 1);

        Assert.Equal(0, await ShownAsync(Losser, "SHARED_IN_PROVINCE"));
    }

    [Fact]
    public async Task Who_consents_later_is_named_where_the_round_stays_safe_and_known_from_then_on()
    {
        var late = DemonstrationRound.Responses.Select(r => r.Municipality)
            .Where(code => code is not (Enschede or Losser or Groningen or Hengelo or Oldenzaal or Tubbergen))
            .Where(code => code is not (Dalfsen or Raalte)).Where((_, i) => i % 8 == 0).Take(12).ToList();
        var named = new List<string>();
        foreach (var code in late)
        {
            await application.DeliverConsentAsync(code, "SHARED_IN_SAFETY_REGION");
            var naming = await NamingAsync(code);
            named.AddRange(naming.Where(n => n == "2017 SHARED_IN_SAFETY_REGION SHOWN").Select(_ => code));
            Assert.Contains(naming, n => n.StartsWith("2017 SHARED_IN_SAFETY_REGION ", StringComparison.Ordinal));
        }

        Assert.NotEmpty(named);
        Assert.Equal(named.Order(), await KnownAsync(late));

        // Withdrawn, they are shown no more, and known as before.
        foreach (var code in late)
        {
            await application.DeliverConsentAsync(code, "SHARED_IN_SAFETY_REGION", granted: false, revision: 2);
        }

        Assert.Equal(0, await application.CountAsync(
            "SELECT count(*) FROM shown_names WHERE kind = 'SHARED_IN_SAFETY_REGION'"));
        Assert.Equal(named.Order(), await KnownAsync(late));
    }

    [Fact]
    public async Task The_same_event_twice_has_one_effect()
    {
        Assert.Contains("SUCCESS", await application.DeliverConsentAsync(Raalte, "NAMED", id: "twice"));
        Assert.Contains("SUCCESS", await application.DeliverConsentAsync(Raalte, "NAMED", id: "twice"));

        Assert.Equal(1, await application.CountAsync(
            $"SELECT count(*) FROM consents WHERE municipality = '{Raalte}'"));
    }

    [Fact]
    public async Task A_kind_that_is_not_benchmarks_is_left_alone()
    {
        Assert.Contains("SUCCESS", await application.DeliverConsentAsync(Dalfsen, "RESEARCH"));

        Assert.Equal(0, await application.CountAsync(
            $"SELECT count(*) FROM consents WHERE municipality = '{Dalfsen}'"));
    }

    [Theory]
    [InlineData(Losser, "NOT_YOURS")]
    [InlineData(null, "UNAUTHENTICATED")]
    public async Task Nobody_else_can_tell_what_is_held_back(string? reader, string code)
    {
        foreach (var of in (string[])[Enschede, Tubbergen, Appingedam, "GM9999"])
        {
            var answer = await application.AskOfAsync(
                new { __typename = "Municipality", code = of }, "Municipality", "naming { status }", reader);

            Assert.Equal([code], answer.Codes);
            Assert.Null(answer.Body["data"]!["_entities"]![0]!["naming"]);
        }
    }

    [Theory]
    [InlineData("institute")]
    [InlineData("researcher")]
    [InlineData("administrator")]
    public async Task No_role_reads_anothers(string role)
    {
        var answer = await application.AskAsAsync(role, Losser,
            $$"""
            { _entities(representations: [{ __typename: "Municipality", code: "{{Enschede}}" }]) {
                ... on Municipality { naming { status } } } }
            """);

        Assert.Equal(["NOT_YOURS"], answer.Codes);
    }

    [Fact]
    public async Task The_database_shows_ones_own_consents_and_of_scores_those_under_a_shown_name_besides()
    {
        const string Consents = "SELECT count(*) FROM consents WHERE municipality = 'GM0153'";
        Assert.Equal([1], await application.Database.NumbersAsync(Consents, ActingAs.Municipality(Enschede)));
        Assert.Equal([0], await application.Database.NumbersAsync(Consents, ActingAs.Municipality(Losser)));

        const string Scores = "SELECT count(*) FROM release_members WHERE release_id = '2017-1'";
        Assert.Equal([5], await application.Database.NumbersAsync(Scores, ActingAs.Municipality("")));
        Assert.Equal([6], await application.Database.NumbersAsync(Scores, ActingAs.Municipality(Tubbergen)));
        Assert.Equal([169], await application.Database.NumbersAsync(Scores, ActingAs.Service));
    }

    [Theory]
    [InlineData("DELETE FROM known_names")]
    [InlineData("UPDATE known_names SET municipality = 'GM0001'")]
    [InlineData("DELETE FROM consents")]
    [InlineData("UPDATE shown_names SET kind = 'NAMED'")]
    public async Task The_database_keeps_what_was_known(string sql)
    {
        await using var database = application.Database.Open();
#pragma warning disable CA2100 // The test's own text.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private async Task<IReadOnlyList<string>> KnownAsync(IReadOnlyList<string> codes)
    {
        var known = new List<string>();
        foreach (var code in codes)
        {
            if (await application.CountAsync(
                $"SELECT count(*) FROM known_names WHERE release_id = '2017-1' AND municipality = '{code}'") == 1)
            {
                known.Add(code);
            }
        }

        return [.. known.Order()];
    }

    private Task<long> ShownAsync(string municipality, string kind) => application.CountAsync(
        $"SELECT count(*) FROM shown_names WHERE municipality = '{municipality}' AND kind = '{kind}'");

    private async Task<IReadOnlyList<string>> NamingAsync(string municipality)
    {
        var answer = await application.AskOfAsync(
            new { __typename = "Municipality", code = municipality }, "Municipality",
            "naming { round { year } release kind status }", municipality);
        Assert.Contains("no-store", answer.CacheControl, StringComparison.Ordinal);
        return
        [
            .. answer.Entity["naming"]!.AsArray()
                .Select(n => $"{n!["round"]!["year"]} {n["kind"]} {n["status"]}"),
        ];
    }
}
