using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Hosting;
using Monitor.Questionnaire.Tests.Rounds;

namespace Monitor.Questionnaire.Tests.Exchange;

/// <summary>Files of responses on their way in, on a real database.</summary>
public sealed class ImportTests(ExchangeApplication application) : IClassFixture<ExchangeApplication>
{
    private const string Header = "municipality;question;options;text;number;submittedAt;remark\n";

    private const string Two = Header + """
        GM0363;child-abuse-1.policy;in-policy;;;2011-10-31T12:00:00Z;Zie de nota
        GM0363;child-abuse-1.laid-down;yes;;;;
        GM0363;extra.mark-now;;;7;;
        GM0344;child-abuse-1.policy;not-in-policy;;;31-10-2011 13:00;

        """;

    [Fact]
    public async Task A_file_fills_a_planned_round_of_an_earlier_year_and_its_events_tell_of_it()
    {
        await application.PlanAsync(2001);

        var (status, report) = await application.ImportAsync(2001, Two);

        Assert.Equal(200, status);
        Assert.Equal("IMPORTED", report.Outcome());
        Assert.Equal("2 0 0", report.Counts());
        Assert.Equal(4, report["rows"]!.GetValue<int>());
        Assert.Equal(4, report["answers"]!.GetValue<int>());
        Assert.Equal(Sha(Two), report["fileSha256"]!.GetValue<string>());
        Assert.Equal("GM0344 SUBMITTED 1 1, GM0363 SUBMITTED 1 1", await ReadAsync(2001, """
            string_agg(concat_ws(' ', municipality_code, status, revision, submitted_revision), ', '
                       ORDER BY municipality_code) FROM responses
            """));
        Assert.Equal("2011-10-31 12:00:00", await ReadAsync(2001,
            "max(submitted_at AT TIME ZONE 'UTC')::text FROM submissions"));
        Assert.Equal("child-abuse-1.laid-down, child-abuse-1.policy, extra.mark-now", await ReadAsync(2001, """
            string_agg(a.question, ', ' ORDER BY a.question) FROM answers a JOIN responses r ON r.id = a.response_id
            """, "a.municipality_code = 'GM0363'"));
        Assert.Equal("Zie de nota", await ReadAsync(2001,
            "max(m.text) FROM remarks m JOIN responses r ON r.id = m.response_id"));
        Assert.Equal($"IMPORTED het instituut Import {report["import"]}, SHA-256 {Sha(Two)}", await ReadAsync(2001, """
            string_agg(DISTINCT concat_ws(' ', action, changed_by, reason), '|')
            FROM response_changes c JOIN responses r ON r.id = c.response_id
            """));
        Assert.Equal("2", await ReadAsync(2001, """
            count(*)::text FROM outbox o JOIN responses r ON r.id = (o.data ->> 'responseId')::uuid
            """, "topic = 'response.submitted' AND data ->> 'revision' = '1'"));
        const string Marks = "SELECT count(*) FROM imported_responses i JOIN imports m ON m.id = i.import_id "
            + "WHERE m.round_year = 2001";
        Assert.Equal([1], await application.Database.Test.NumbersAsync(Marks, ActingAs.Municipality("GM0363")));
        Assert.Equal([0], await application.Database.Test.NumbersAsync(Marks, ActingAs.Municipality("GM0153")));
        Assert.Equal("2 2", await ReadAsync(2001, "max(concat_ws(' ', municipalities, (SELECT count(*) "
            + "FROM imported_responses WHERE import_id = id))) FROM imports"));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_says_so()
    {
        await application.PlanAsync(2002);
        var first = (await application.ImportAsync(2002, Two)).Report;
        var before = await StateAsync(2002);

        var (status, again) = await application.ImportAsync(2002, Two);
        var replacing = (await application.ImportAsync(2002, Two, "&replace=true")).Report;
        var other = (await application.ImportAsync(2002, Two + "\n")).Report;   // another file, the same answers

        Assert.Equal(200, status);
        Assert.Equal("UNCHANGED", again.Outcome());
        Assert.Equal("0 0 2", again.Counts());
        Assert.Equal(first["import"]!.GetValue<string>(), again["earlier"]!["import"]!.GetValue<string>());
        Assert.Equal("het instituut", again["earlier"]!["by"]!.GetValue<string>());
        Assert.Equal("UNCHANGED", replacing.Outcome());
        Assert.Equal("UNCHANGED", other.Outcome());
        Assert.Equal(before, await StateAsync(2002));
    }

    [Fact]
    public async Task A_dry_run_tells_all_and_changes_nothing()
    {
        await application.PlanAsync(2003);

        var (status, report) = await application.ImportAsync(2003, Two, "&dryRun=true");

        Assert.Equal(200, status);
        Assert.Equal("CHECKED", report.Outcome());
        Assert.Equal("2 0 0", report.Counts());
        Assert.Null(report["import"]);
        Assert.Equal("0", await ReadAsync(2003, "count(*)::text FROM responses"));
    }

    [Fact]
    public async Task Every_bad_row_is_told_and_nothing_is_taken()
    {
        await application.PlanAsync(2004);

        var (status, report) = await application.ImportAsync(2004, Header + """
            GM0363;child-abuse-1.policy;maybe;;;;
            GM9999;child-abuse-1.policy;in-policy;;;;
            Amsterdam;child-abuse-1.policy;in-policy;;;;
            GM0363;child-abuse-99.policy;in-policy;;;;
            GM0363;extra.mark-now;;;elf;;
            GM0363;extra.mark-past;;;11;;
            GM0363;extra.mark-next;;zeven;;;
            GM0363;child-abuse-1.policy;in-policy;;;;
            GM0344;child-abuse-1.laid-down;yes;;;;
            GM0344;child-abuse-1.policy;in-policy|intended;;;;
            GM0153;child-abuse-1.policy;not-in-policy;;;;
            GM0153;child-abuse-1.laid-down;yes;;;;
            GM0014;child-abuse-1.policy;not-in-policy;;;gisteren;
            GM0014;child-abuse-2.policy;not-in-policy;;;2999-01-01;
            GM0037;extra.mark-now;;;7;;
            GM0047;child-abuse-1.policy;in-policy;een tekst;;2011-01-01;
            GM0047;child-abuse-2.policy;not-in-policy;;;2011-01-02;
            GM0050;child-abuse-1.policy
            ;child-abuse-1.policy;in-policy;;;;

            """);

        Assert.Equal(422, status);
        Assert.Equal("REFUSED", report.Outcome());
        Assert.Equal(
            [
                "2 options UNKNOWN_OPTION",
                "3 municipality UNKNOWN_MUNICIPALITY",
                "4 municipality UNKNOWN_MUNICIPALITY",
                "5 question UNKNOWN_QUESTION",
                "6 number BAD_NUMBER",
                "7 number NUMBER_OUT_OF_RANGE",
                "8 text TEXT_NOT_TAKEN",
                "9 question DUPLICATE_ROW",
                "10 question ANSWER_NOT_ASKED",
                "11 options ONE_OPTION",
                "13 question ANSWER_NOT_ASKED",
                "14 submittedAt BAD_DATE",
                "15 submittedAt BAD_DATE",
                "16 municipality NOTHING_ANSWERED",
                "17 text TEXT_NOT_TAKEN",
                "18 submittedAt SUBMITTED_TWICE",
                "19 - ROW_LENGTH",
                "20 municipality UNKNOWN_MUNICIPALITY",
            ],
            report.Faults());
        Assert.All(report["faults"]!.AsArray(), f => Assert.NotEqual("", f!["message"]!.GetValue<string>()));
        Assert.Equal("0", await ReadAsync(2004, "count(*)::text FROM responses"));
    }

    [Fact]
    public async Task The_faults_come_as_a_table_for_a_spreadsheet_too()
    {
        await application.PlanAsync(2005);
        using var request = ExchangeApplication.Import(
            2005, Encoding.UTF8.GetBytes("municipality;question;options\nGM0363;=cmd;yes\n"));
        request.Headers.Accept.ParseAdd("text/csv");

        using var response = await application.SendAsync(request, null, "institute");
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(422, (int)response.StatusCode);
        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            """
            line;column;code;message
            2;question;UNKNOWN_QUESTION;''=cmd' is not a question of child-abuse-2017, nor in the mapping.

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public async Task Progress_comes_line_by_line_and_the_report_last()
    {
        await application.PlanAsync(2006);
        using var request = ExchangeApplication.Import(2006, Encoding.UTF8.GetBytes(Two));
        request.Headers.Accept.ParseAdd("application/x-ndjson");

        using var response = await application.SendAsync(request, null, "institute");
        var lines = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            ["READING 0/1", "CHECKING 0/2", "WRITING 0/2", "WRITING 2/2"],
            lines[..^1].Select(line => JsonNode.Parse(line)!["progress"]!)
                .Select(p => $"{p["stage"]} {p["done"]}/{p["of"]}"));
        Assert.Equal("IMPORTED", JsonNode.Parse(lines[^1])!["report"]!.Outcome());
    }

    [Theory]
    [InlineData("officer", 403, "FORBIDDEN")]
    [InlineData("researcher", 403, "FORBIDDEN")]
    [InlineData("administrator", 404, "UNKNOWN_ROUND")]
    public async Task Only_the_institute_imports(string role, int status, string code)
    {
        var refused = await application.ImportAsync(1999, Two, role: role);

        Assert.Equal(status, refused.Status);
        Assert.Equal(code, refused.Report["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", "&dryRun=perhaps")]
    [InlineData("", "&replace=1")]
    [InlineData("", "&optionSeparator=||")]
    [InlineData("", "&optionSeparator=-")]
    [InlineData("x", "")]
    public async Task What_is_asked_must_be_clear(string year, string query)
    {
        using var request = ExchangeApplication.Import(2017, Encoding.UTF8.GetBytes(Two), query);
        request.RequestUri = new Uri(
            request.RequestUri!.OriginalString.Replace("2017", "2017" + year), UriKind.Relative);
        using var response = await application.SendAsync(request, null, "institute");

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task A_form_that_breaks_off_is_refused()
    {
        using var request = ExchangeApplication.Import(2017, Encoding.UTF8.GetBytes("--x\r\nno header"));
        request.Content!.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(
            "multipart/form-data; boundary=x");
        using var response = await application.SendAsync(request, null, "institute");

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task A_closed_round_stands_and_a_planned_one_of_years_to_come_waits()
    {
        await application.PlanAsync(2090);

        var closed = await application.ImportAsync(2017, Two);
        var future = await application.ImportAsync(2090, Two);

        Assert.Equal((409, "ROUND_CLOSED"), (closed.Status, closed.Report["code"]!.GetValue<string>()));
        Assert.Equal((409, "ROUND_NOT_OPEN"), (future.Status, future.Report["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_open_round_takes_a_file_and_another_response_stays_unless_it_may_be_replaced()
    {
        await application.PlanAsync(2007);
        await application.OpenAsync(2007);
        var started = (await application.AskAsync(
            "mutation { startResponse(round: 2007) { id revision } }", null, "GM0363")).Data["startResponse"]!;
        await application.AskAsync(
            """
            mutation ($id: ID!) { saveAnswers(responseId: $id, revision: 1, answers: [
                { question: "child-abuse-1.policy", options: ["not-in-policy"] },
                { question: "extra.mark-now", number: 3 }, { question: "extra.mark-past", number: 2 }]) { revision } }
            """,
            new { id = started["id"]!.GetValue<string>() },
            "GM0363");

        var (status, refused) = await application.ImportAsync(2007, Two);
        Assert.Equal(422, status);
        Assert.Equal(["2 municipality HAS_RESPONSE"], refused.Faults());
        Assert.Equal("1", await ReadAsync(2007, "count(*)::text FROM responses"));

        var report = (await application.ImportAsync(2007, Two, "&replace=true")).Report;
        Assert.Equal("IMPORTED", report.Outcome());
        Assert.Equal("1 1 0", report.Counts());

        var history = (await application.AskAsync(
            """
            query ($id: ID!) { response(id: $id) { status revision submittedRevision
              answers { question { id } options { id } number }
              history { nodes { action by reason revision
                changes { question { id } kind before { options { id } number }
                          after { options { id } number text } } } } } }
            """,
            new { id = started["id"]!.GetValue<string>() },
            "GM0363")).Data["response"]!;
        Assert.Equal("SUBMITTED 3 3",
            $"{history["status"]} {history["revision"]} {history["submittedRevision"]}");
        Assert.Equal(
            ["child-abuse-1.policy", "child-abuse-1.laid-down", "extra.mark-now"],
            history["answers"]!.AsArray().Select(a => a!["question"]!["id"]!.GetValue<string>()));
        var imported = history["history"]!["nodes"]![0]!;
        Assert.Equal("IMPORTED het instituut 3", $"{imported["action"]} {imported["by"]} {imported["revision"]}");
        Assert.Contains(Sha(Two), imported["reason"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(
            [
                "child-abuse-1.policy not-in-policy>in-policy", "child-abuse-1.laid-down >yes", "extra.mark-now 3>7",
                "extra.mark-past 2>", "child-abuse-1.policy >Zie de nota",
            ],
            imported["changes"]!.AsArray()
                .Select(c => $"{c!["question"]!["id"]} {Held(c["before"])}>{Held(c["after"])}"));
        Assert.Equal("2007: 3", await ReadAsync(2007, """
            max(concat(r.round_year, ': ', o.data ->> 'revision'))
            FROM outbox o JOIN responses r ON r.id = (o.data ->> 'responseId')::uuid
            """, "o.topic = 'response.submitted' AND r.municipality_code = 'GM0363'"));
    }

    [Fact]
    public async Task Codes_of_another_tool_become_ours_by_a_mapping()
    {
        await application.PlanAsync(2008);
        const string Map = """
            {
              "layout": "WIDE",
              "columns": { "municipality": "gemeente", "submittedAt": "submitdate" },
              "municipalities": { "Amsterdam": "GM0363" },
              "questions": {
                "G01Q01": { "question": "child-abuse-1.policy",
                            "answers": { "A1": "in-policy", "A2": "intended", "A3": "not-in-policy" } },
                "risk[SQ001]": { "question": "extra.risk-groups", "answers": { "Y": "jgz-cjg", "N": null } },
                "risk[SQ002]": { "question": "extra.risk-groups", "answers": { "Y": "lvb", "N": null } },
                "G09Q03": { "question": "extra.mark-now" },
                "G09Q05": { "question": "extra.cooperation-note" }
              },
              "ignore": ["id", "lastpage", "seed"]
            }
            """;
        const string File = """
            "id","submitdate","lastpage","seed","gemeente","G01Q01","risk[SQ001]","risk[SQ002]","G09Q03","G09Q05"
            "1","2017-10-12 09:30:00","12","4711","Amsterdam","A1","Y","Y","8","Gaat beter, zegt men"
            "2","","3","4712","GM0344","A3","N","","",""
            """;

        var (_, report) = await application.ImportAsync(2008, File, map: Map);

        Assert.Equal("IMPORTED", report.Outcome());
        Assert.Equal(
            "child-abuse-1.policy={in-policy} extra.cooperation-note={} extra.mark-now={} "
            + "extra.risk-groups={jgz-cjg,lvb}",
            await ReadAsync(2008, """
                string_agg(concat(a.question, '=', a.options::text), ' ' ORDER BY a.question)
                FROM answers a JOIN responses r ON r.id = a.response_id
                """, "a.municipality_code = 'GM0363'"));
        Assert.Equal("2017-10-12 07:30:00", await ReadAsync(2008,
            "max(submitted_at AT TIME ZONE 'UTC')::text FROM responses", "municipality_code = 'GM0363'"));
        Assert.NotNull(report["mapSha256"]);
    }

    [Fact]
    public async Task A_mapping_may_be_a_table_and_lead_rows_to_texts_beside_options()
    {
        await application.PlanAsync(2009);
        var other = Seeds.Questionnaire.Questions.First(
            q => q.ShownWhen is null && q.Options.Any(o => o.TakesText));
        var option = other.Options.First(o => o.TakesText).Id;
        var map = $"""
            code;answer;question;option
            q1;A1;child-abuse-1.policy;in-policy
            q1;A2;child-abuse-1.policy;not-in-policy
            q2[other];*;{other.Id};{option}
            q3;;extra.mark-now;
            """;
        const string File = """
            municipality,question,options,text,number
            GM0363,q1,A1,,
            GM0363,q2[other],,Een eigen aanpak,
            GM0363,q3,,,"7,0"
            GM0344,q1,A9,,
            """;

        var (status, refused) = await application.ImportAsync(2009, File, map: map);
        Assert.Equal(422, status);
        Assert.Equal(["5 options UNKNOWN_ANSWER"], refused.Faults());

        var (_, report) = await application.ImportAsync(2009, File.Replace("A9", "A2"), map: map);
        Assert.Equal("IMPORTED", report.Outcome());
        Assert.Equal($"{option} Een eigen aanpak", await ReadAsync(2009, """
            max(concat_ws(' ', a.options[1], a.text)) FROM answers a JOIN responses r ON r.id = a.response_id
            """, $"a.question = '{other.Id}'"));
    }

    [Theory]
    [InlineData("""{ "questions": { "q1": { "question": "nothing" } } }""", "0 q1 BAD_MAP")]
    [InlineData("""{ "questions": { "q1": { "question": "child-abuse-1.policy", "answers": { "A": "x" } } } }""",
        "0 q1 BAD_MAP")]
    [InlineData("""{ "colums": {} }""", "1 $.colums BAD_MAP")]
    [InlineData("""{ "columns": { "gemeente": "x" } }""", "0 gemeente BAD_MAP")]
    [InlineData("""{ "questions": { "q1": null } }""", "0 $.questions.q1 BAD_MAP")]
    [InlineData("""{ "questions": { "q1": { "question": null } } }""", "1 $.questions.q1.question BAD_MAP")]
    [InlineData("{", "1 $ BAD_MAP")]
    [InlineData("a;b\n", "1 code BAD_MAP")]
    public async Task A_mapping_that_does_not_fit_says_where(string map, string fault)
    {
        await application.PlanAsync(2010);

        var (status, report) = await application.ImportAsync(2010, Two, map: map);

        Assert.Equal(422, status);
        Assert.Contains(fault, report.Faults());
    }

    [Fact]
    public async Task Texts_that_seem_to_hold_personal_data_are_told_of_and_taken()
    {
        await application.PlanAsync(2011);

        var (_, report) = await application.ImportAsync(2011, Header + """
            GM0363;child-abuse-1.policy;in-policy;;;;Bel 06-12345678
            GM0363;extra.cooperation-note;;Mail jan@example.nl;;;

            """);

        Assert.Equal("IMPORTED", report.Outcome());
        Assert.Equal(
            ["3 extra.cooperation-note EMAIL", "2 child-abuse-1.policy PHONE"],
            report["warnings"]!.AsArray().Select(w => $"{w!["line"]} {w["question"]} {w["kind"]}"));
    }

    private static string Held(JsonNode? value) => value is null ? "" : string.Join('+',
        value["options"]!.AsArray().Select(o => o!["id"]!.GetValue<string>())
            .Append(value["number"]?.ToString()).Append(value["text"]?.ToString())
            .Where(text => !string.IsNullOrEmpty(text)));

    private static string Sha(string file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file)));

    /// <summary>One value of the rows of a round.</summary>
    private Task<string> ReadAsync(int round, string select, string where = "true") =>
        application.Database.ReadAsync<string>($"SELECT {select} WHERE round_year = {round} AND {where}");

    private Task<string> StateAsync(int round) => application.Database.ReadAsync<string>($"""
        SELECT concat_ws(E'\n',
            (SELECT string_agg(r::text, '' ORDER BY id) FROM responses r WHERE round_year = {round}),
            (SELECT string_agg(a::text, '' ORDER BY a.response_id, question) FROM answers a
             JOIN responses r ON r.id = a.response_id WHERE round_year = {round}),
            (SELECT count(*) FROM submissions WHERE round_year = {round}),
            (SELECT count(*) FROM imports WHERE round_year = {round}),
            (SELECT count(*) FROM remarks m JOIN responses r ON r.id = m.response_id WHERE round_year = {round}),
            (SELECT count(*) FROM response_changes c JOIN responses r ON r.id = c.response_id
             WHERE round_year = {round}))
        """);
}
