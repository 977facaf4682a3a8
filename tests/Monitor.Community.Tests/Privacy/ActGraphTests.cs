using System.Text.Json.Nodes;
using Monitor.Community.Domain;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Community.Tests.Privacy;

/// <summary>Who reads which acts, and what they read of who did them.</summary>
public sealed class ActGraphTests(CommunityApplication application) : IClassFixture<CommunityApplication>
{
    private const string Of = """
        query ($code: ID!, $first: Int, $after: String, $kinds: [ActKind!], $from: DateTime, $to: DateTime) {
          _entities(representations: [{ __typename: "Municipality", code: $code }]) {
            ... on Municipality {
              acts(first: $first, after: $after, kinds: $kinds, from: $from, to: $to) {
                nodes { kind service of trace municipalities { code } by { label name roles municipality { code } } }
                pageInfo { hasNextPage endCursor }
              }
            }
          }
        }
        """;

    private static int position;

    [Fact]
    public async Task A_coordinator_reads_what_was_done_with_the_own_data_and_by_whom()
    {
        var looker = Persona.IdOf("officer@gm0153").ToString("N");
        var colleague = Persona.IdOf("officer@gm0344").ToString("N");
        var institute = Persona.IdOf("institute").ToString("N");
        await DeliverAsync("benchmark", looker, "GM0153", "officer", "NAMED_DATA_READ", ["GM0344", "GM0363"]);
        await DeliverAsync("scoring", colleague, "GM0344", "officer", "EXPORTED", ["GM0344"]);
        await DeliverAsync("questionnaire", institute, null, "institute", "EXPORTED", ["GM0344"]);

        var nodes = (await AskAsync("GM0344", new { code = "GM0344" })).Entity["acts"]!["nodes"]!.AsArray();

        Assert.Equal(["questionnaire", "scoring", "benchmark"], Texts(nodes, "service"));
        Assert.Equal(["beleidsmedewerker"], [nodes[2]!["by"]!["label"]!.GetValue<string>()]);
        Assert.Null(nodes[2]!["by"]!["name"]);
        Assert.Equal("GM0153", nodes[2]!["by"]!["municipality"]!["code"]!.GetValue<string>());
        Assert.Equal(["GM0344"], Texts(nodes[2]!["municipalities"]!.AsArray(), "code"));
        Assert.Equal(await NameAsync(colleague), nodes[1]!["by"]!["name"]!.GetValue<string>());
        Assert.Equal(await NameAsync(institute), nodes[0]!["by"]!["label"]!.GetValue<string>());
        Assert.All(nodes, node => Assert.Null(node!["trace"]));
    }

    [Fact]
    public async Task The_institute_reads_all_by_name_with_the_trace()
    {
        var looker = Persona.IdOf("officer@gm0153").ToString("N");
        await DeliverAsync("benchmark", looker, "GM0153", "officer", "NAMED_DATA_READ", ["GM0362", "GM0361"]);

        var answer = await application.AskAsync(
            """
            { acts(municipality: "GM0362") {
                nodes { kind trace of municipalities { code } by { name label isMachine } } } }
            """, municipality: null, role: "institute", signed: true);

        var act = Assert.Single(answer.Data["acts"]!["nodes"]!.AsArray())!;
        Assert.Equal(await NameAsync(looker), act["by"]!["name"]!.GetValue<string>());
        Assert.Equal(["GM0362", "GM0361"], Texts(act["municipalities"]!.AsArray(), "code"));
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", act["trace"]!.GetValue<string>());
    }

    [Fact]
    public async Task Whose_acts_the_institute_read_is_on_record()
    {
        await DeliverAsync("scoring", null, null, null, "EXPORTED", ["GM0072"]);

        _ = (await application.AskAsync(
            """{ acts(municipality: "GM0072") { nodes { id } } }""", municipality: null, role: "institute",
            signed: true)).Data;

        var nodes = (await AskAsync("GM0072", new { code = "GM0072" })).Entity["acts"]!["nodes"]!.AsArray();
        Assert.Equal(["ACTS_READ", "EXPORTED"], nodes.Select(node => node!["kind"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("GM0363", "coordinator", "NOT_YOURS")]
    [InlineData("GM0344", "officer", "FORBIDDEN")]
    [InlineData(null, "coordinator", "UNAUTHENTICATED")]
    public async Task Others_read_none(string? municipality, string role, string code)
    {
        var answer = await application.AskAsync(
            Of, new { code = "GM0344" }, municipality, role);

        Assert.Equal([code], answer.Codes);
        Assert.Null(answer.Body["data"]!["_entities"]![0]!["acts"]);
    }

    [Theory]
    [InlineData("coordinator", "FORBIDDEN")]
    [InlineData("moderator", "FORBIDDEN")]
    public async Task All_acts_are_for_the_institute(string role, string code) =>
        Assert.Equal([code], (await application.AskAsync("{ acts { nodes { id } } }", role: role)).Codes);

    [Fact]
    public async Task An_event_that_comes_again_adds_nothing()
    {
        var act = Guid.NewGuid();
        await DeliverAsync("benchmark", null, null, null, "RELEASE_PUBLISHED", ["GM0014"], act, at: 1);
        await DeliverAsync("benchmark", null, null, null, "RELEASE_PUBLISHED", ["GM0014"], act, at: 1);

        var nodes = (await AskAsync("GM0014", new { code = "GM0014" })).Entity["acts"]!["nodes"]!.AsArray();
        Assert.Equal("systeem", Assert.Single(nodes)!["by"]!["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task Pages_go_on_where_they_ended_and_kinds_and_times_choose()
    {
        foreach (var minute in Enumerable.Range(1, 5))
        {
            await DeliverAsync(
                "scoring", null, null, null, minute == 3 ? "EXPORTED" : "ROUND_CLOSED", ["GM0059"], at: minute);
        }

        var first = (await AskAsync("GM0059", new { code = "GM0059", first = 2 })).Entity["acts"]!;
        Assert.Equal(["id:5", "id:4"], Texts(first["nodes"]!.AsArray(), "of"));
        Assert.True(first["pageInfo"]!["hasNextPage"]!.GetValue<bool>());

        var after = first["pageInfo"]!["endCursor"]!.GetValue<string>();
        var second = (await AskAsync("GM0059", new { code = "GM0059", first = 3, after })).Entity["acts"]!;
        Assert.Equal(["id:3", "id:2", "id:1"], Texts(second["nodes"]!.AsArray(), "of"));
        Assert.False(second["pageInfo"]!["hasNextPage"]!.GetValue<bool>());

        string[] kinds = ["EXPORTED"];
        var exported = (await AskAsync("GM0059", new { code = "GM0059", kinds })).Entity["acts"]!;
        Assert.Equal(["id:3"], Texts(exported["nodes"]!.AsArray(), "of"));

        var between = (await AskAsync(
            "GM0059", new { code = "GM0059", from = "2018-05-01T12:02:00Z", to = "2018-05-01T12:04:00Z" }))
            .Entity["acts"]!;
        Assert.Equal(["id:3", "id:2"], Texts(between["nodes"]!.AsArray(), "of"));
    }

    [Fact]
    public async Task Row_security_keeps_anothers_acts_apart_whatever_a_query_forgets()
    {
        await DeliverAsync("scoring", null, null, null, "EXPORTED", ["GM0037"]);

        const string Count = "SELECT count(*) FROM recorded_acts WHERE 'GM0037' = ANY (municipalities)";
        const string Places = "SELECT count(*) FROM acts_of_municipalities WHERE municipality_code = 'GM0037'";
        foreach (var sql in (string[])[Count, Places])
        {
            Assert.Equal([1L], await application.NumbersAsync(sql, ActingAs.Municipality("GM0037")));
            Assert.Equal([0L], await application.NumbersAsync(sql, ActingAs.Municipality("GM0363")));
        }
    }

    private static List<string> Texts(JsonArray nodes, string member) =>
        [.. nodes.Select(node => node![member]!.GetValue<string>())];

    private Task<Answered> AskAsync(string municipality, object variables) =>
        application.AskAsync(Of, variables, municipality, "coordinator");

    private async Task<string> NameAsync(string member) => (await ActingAs.Service.ReadAsync(
        application.Database,
        new Npgsql.NpgsqlBatchCommand("SELECT name FROM members WHERE id = $1")
        {
            Parameters = { Parameters.Id(Guid.Parse(member)) },
        },
        row => row.GetString(0),
        CancellationToken.None)).Single();

    private async Task DeliverAsync(
        string service, string? actor, string? municipality, string? role, string kind, string[] municipalities,
        Guid? act = null, int? at = null)
    {
        var number = Interlocked.Increment(ref position);
        using var client = application.Client();
        Assert.Equal("SUCCESS", await client.DeliverAsync("act.recorded", service, number, new
        {
            act = act ?? Guid.NewGuid(),
            at = new DateTimeOffset(2018, 5, 1, 12, at ?? number, 0, TimeSpan.Zero),
            actor,
            actorMunicipality = municipality,
            actorRoles = role is null ? [] : new[] { role },
            isMachine = false,
            kind,
            municipalities,
            of = $"id:{at ?? number}",
            trace = "0af7651916cd43dd8448eb211c80319c",
        }));
    }
}
