using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Hosting;
using Monitor.Questionnaire.Tests.Rounds;

namespace Monitor.Questionnaire.Tests.Exchange;

/// <summary>The research file: whose answers it holds, what of them, and who got it.</summary>
public sealed class ResearchTests(ExchangeApplication application) : IClassFixture<ExchangeApplication>
{
    private static int decisions;

    private const string Consents = "/internal/consents/RESEARCH";

    private const string File = """
        municipality;question;options;text;number;submittedAt
        GM0363;child-abuse-1.policy;in-policy;;;2011-10-31T12:00:00Z
        GM0363;extra.risk-groups;jgz-cjg|lvb;;;
        GM0363;extra.mark-now;;;7;
        GM0363;extra.cooperation-note;;Jan de Vries belt elke week;;
        GM0344;child-abuse-1.policy;intended;;;
        GM0153;child-abuse-1.policy;intended;;;

        """;

    [Fact]
    public async Task It_holds_those_who_consent_now_and_no_written_text()
    {
        await CloseAsync(2001);
        Say(("GM0363", true), ("GM0344", false), ("GM0153", false));

        var (status, text) = await application.FileAsync("/exports/research/2001.csv", null, "researcher");
        var rows = Rows(text);

        Assert.Equal(200, status);
        Assert.DoesNotContain("Jan de Vries", text, StringComparison.Ordinal);
        var row = Assert.Single(rows);
        Assert.Equal("GM0363", row["municipality"]);
        Assert.Equal("5", row["sizeClass"]);
        Assert.Equal("2011-10-31", row["submittedOn"]);
        Assert.Equal("0", row["partial"]);
        Assert.Equal("in-policy", row["child-abuse-1.policy"]);
        Assert.Equal("", row["child-abuse-2.policy"]);
        Assert.Equal("1", row["extra.risk-groups[jgz-cjg]"]);
        Assert.Equal("0", row["extra.risk-groups[ots]"]);
        Assert.Equal("7", row["extra.mark-now"]);
        Assert.Equal("1", row["extra.cooperation-note.text"]);
        Assert.Equal("", row["extra.cooperation-note.codes"]);
        Assert.DoesNotContain("extra.cooperation-note", row.Keys);
        Assert.False(text.StartsWith('\uFEFF'));
    }

    [Fact]
    public async Task A_withdrawal_counts_at_once_though_its_event_never_came()
    {
        await CloseAsync(2002);
        Say(("GM0363", true), ("GM0153", false));
        Assert.Single(Rows((await application.FileAsync("/exports/research/2002.csv", null, "institute")).Text));

        Say(("GM0363", false));
        Assert.Empty(Rows((await application.FileAsync("/exports/research/2002.csv", null, "institute")).Text));
    }

    [Fact]
    public async Task Without_an_answer_about_consents_there_is_no_file()
    {
        await CloseAsync(2003);
        application.Sidecar.Answer("community", Consents, null);

        var (status, text) = await application.FileAsync("/exports/research/2003.csv", null, "researcher");

        Assert.Equal(503, status);
        Assert.Equal("SUBGRAPH_UNAVAILABLE", JsonNode.Parse(text)!["code"]!.GetValue<string>());
        Assert.Equal("0", await DownloadsAsync(2003, "count(*)::text"));
    }

    [Fact]
    public async Task Every_download_is_on_record_and_stays_there()
    {
        await CloseAsync(2004);
        Say(("GM0363", true), ("GM0153", true));

        await application.FileAsync("/exports/research/2004.csv", null, "researcher", "onderzoeker 1");
        await application.FileAsync("/exports/research/2004.json", null, "administrator", "beheerder");

        Assert.Equal(
            "DATA onderzoeker 1 2 {GM0153,GM0363}|CODEBOOK beheerder 0 {}",
            await DownloadsAsync(2004,
                "string_agg(concat_ws(' ', file, downloaded_by, file_rows, municipalities::text), '|' ORDER BY id)"));
        Assert.Equal([0], await application.Database.Test.NumbersAsync(
            "SELECT count(*) FROM research_downloads", ActingAs.Municipality("GM0363")));

        const string Query = """
            { round(year: 2004) {
                imports { by rows municipalities answers }
                researchDownloads(first: 1) { totalCount nodes { by file rows municipalities { code } }
                  pageInfo { hasNextPage endCursor } } } }
            """;
        var told = (await application.InstituteAsync(Query)).Data["round"]!;
        Assert.Equal("""[{"by":"het instituut","rows":6,"municipalities":3,"answers":6}]""",
            told["imports"]!.ToJsonString());
        Assert.Equal("""[{"by":"beheerder","file":"CODEBOOK","rows":0,"municipalities":[]}]""",
            told["researchDownloads"]!["nodes"]!.ToJsonString());
        Assert.Equal(2, told["researchDownloads"]!["totalCount"]!.GetValue<int>());
        var next = (await application.InstituteAsync(
            """
            query ($after: String) { round(year: 2004) { researchDownloads(after: $after) {
                nodes { by municipalities { code } } } } }
            """,
            new { after = told["researchDownloads"]!["pageInfo"]!["endCursor"]!.GetValue<string>() }))
            .Data["round"]!["researchDownloads"]!["nodes"]!;
        Assert.Equal("""[{"by":"onderzoeker 1","municipalities":[{"code":"GM0153"},{"code":"GM0363"}]}]""",
            next.ToJsonString());
        Assert.Equal(
            ["FORBIDDEN", "FORBIDDEN"], (await application.AskAsync(Query, null, "GM0363", "researcher")).Codes);
    }

    [Fact]
    public async Task The_codebook_says_what_every_column_means()
    {
        await CloseAsync(2005);
        Say(("GM0363", true));
        var data = (await application.FileAsync("/exports/research/2005.csv", null, "researcher")).Text;
        var header = data.Split("\r\n")[0];

        var (status, json) = await application.FileAsync("/exports/research/2005.json", null, "researcher");
        var codebook = JsonNode.Parse(json)!;

        Assert.Equal(200, status);
        Assert.Equal(
            header.Split(','), codebook["columns"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()));
        var policy = codebook["columns"]!.AsArray()
            .Single(c => c!["name"]!.GetValue<string>() == "child-abuse-1.laid-down")!;
        Assert.Equal("CODE", policy["type"]!.GetValue<string>());
        Assert.Equal("child-abuse-1.policy", policy["askedWhen"]!["question"]!.GetValue<string>());
        Assert.Equal(["yes", "no"], policy["values"]!.AsObject().Select(v => v.Key));
        Assert.DoesNotContain("Jan de Vries", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/exports/research/2017.csv", "coordinator", 403, "FORBIDDEN")]
    [InlineData("/exports/research/2017.json", "editor", 403, "FORBIDDEN")]
    [InlineData("/exports/research/2017.csv", null, 401, "UNAUTHENTICATED")]
    [InlineData("/exports/research/2018.csv", "researcher", 409, "NOT_RELEASED")]
    [InlineData("/exports/research/2018.json", "researcher", 409, "NOT_RELEASED")]
    [InlineData("/exports/research/1999.csv", "researcher", 404, "UNKNOWN_ROUND")]
    public async Task Researchers_and_the_institute_get_closed_rounds(
        string path, string? role, int status, string code)
    {
        var refused = await application.FileAsync(path, role == "coordinator" ? "GM0363" : null, role);

        Assert.Equal(status, refused.Status);
        Assert.Equal(code, JsonNode.Parse(refused.Text)!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Consents_heard_of_twice_late_or_out_of_order_end_as_the_last_decision()
    {
        foreach (var (revision, position) in ((int, int)[])[(2, 12), (1, 11), (3, 13), (2, 12), (3, 13), (1, 11)])
        {
            Assert.Equal("SUCCESS", await DeliverAsync("GM0014", "RESEARCH", revision == 2, revision, position));
        }

        Assert.Equal("false 3", await ConsentAsync("GM0014"));
        Assert.Equal("SUCCESS", await DeliverAsync("GM0014", "RESEARCH", true, 4, 14));
        Assert.Equal("true 4", await ConsentAsync("GM0014"));
    }

    [Fact]
    public async Task A_consent_of_another_kind_is_not_to_research()
    {
        Assert.Equal("SUCCESS", await DeliverAsync("GM0034", "REGION", true, 1, 21));

        Assert.Equal("none", await ConsentAsync("GM0034"));
    }

    [Fact]
    public async Task The_database_shows_a_municipality_no_consents_but_its_own()
    {
        await DeliverAsync("GM0037", "RESEARCH", true, 1, 31);
        const string Count = "SELECT count(*) FROM research_consents WHERE municipality_code = 'GM0037'";

        Assert.Equal([1], await application.Database.Test.NumbersAsync(Count, ActingAs.Municipality("GM0037")));
        Assert.Equal([0], await application.Database.Test.NumbersAsync(Count, ActingAs.Municipality("GM0363")));
    }

    // Each time as a later decision than all before, whatever the order of the tests.
    private void Say(params (string Municipality, bool Granted)[] consents)
    {
        var revision = Interlocked.Increment(ref decisions);
        application.Sidecar.Answer("community", Consents, JsonSerializer.Serialize(
            consents.Select(c => new { c.Municipality, Kind = "RESEARCH", c.Granted, revision }),
            JsonSerializerOptions.Web));
    }

    private async Task CloseAsync(int round)
    {
        await application.PlanAsync(round);
        Assert.Equal("IMPORTED", (await application.ImportAsync(round, File)).Report.Outcome());
        await application.OpenAsync(round);
        await application.CloseAsync(round);
    }

    private static List<Dictionary<string, string>> Rows(string csv)
    {
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        return
        [
            .. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(cell => cell.First, cell => cell.Second)),
        ];
    }

    private Task<string> DeliverAsync(string municipality, string kind, bool granted, int revision, int position) =>
        application.DeliverAsync(
            "consent.changed", "community", position, new { municipality, kind, granted, revision });

    private Task<string> ConsentAsync(string municipality) => application.Database.ReadAsync<string>($"""
        SELECT coalesce((SELECT concat(granted::text, ' ', revision) FROM research_consents
                         WHERE municipality_code = '{municipality}'), 'none')
        """);

    private Task<string> DownloadsAsync(int round, string select) => application.Database.ReadAsync<string>(
        $"SELECT {select} FROM research_downloads WHERE round_year = {round}");
}
