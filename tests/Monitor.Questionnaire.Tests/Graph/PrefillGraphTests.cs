using System.Text.Json.Nodes;

namespace Monitor.Questionnaire.Tests.Graph;

/// <summary>Answers of an earlier round in a new one, also across a reorganisation.</summary>
public sealed class PrefillGraphTests(PrefillApplication application) : IClassFixture<PrefillApplication>
{
    [Fact]
    public async Task What_was_submitted_in_2017_waits_in_2018_for_confirmation()
    {
        var officer = await application.StartAsync("GM0153");
        var earlier = await application.App.GetAsync("/internal/municipalities/GM0153/rounds/2017/answers");
        var answered = earlier["answers"]!.AsArray().Count;

        var shown = (await officer.ReadAsync(
            "prefill { carried from { round generated municipality { code } } questions { id obstacle isPartial } }"))
            ["prefill"]!;
        Assert.Equal(answered, shown["questions"]!.AsArray().Count);
        Same("""{ "round": 2017, "generated": true, "municipality": { "code": "GM0153" } }""", shown["from"]!);

        var prefilled = await officer.DoAsync("prefillResponse", selection: """
            { revision progress { unconfirmed answeredQuestions }
              answers(unconfirmed: true) { isConfirmed prefilledFrom { round generated municipality { name } } } }
            """);
        var carried = shown["carried"]!.GetValue<int>();
        var after = prefilled.Data["prefillResponse"]!;
        Assert.Equal(2, after["revision"]!.GetValue<int>());
        Assert.Equal(carried, after["progress"]!["unconfirmed"]!.GetValue<int>());
        Assert.Equal(carried, after["answers"]!.AsArray().Count);
        Same("""
            { "isConfirmed": false,
              "prefilledFrom": { "round": 2017, "generated": true, "municipality": { "name": "Enschede" } } }
            """, after["answers"]![0]!);

        var refused = await officer.SubmitAsync();
        Assert.Equal(["PREFILL_UNCONFIRMED"], refused.Codes);
        Assert.Equal(carried, refused.Details["questions"]!.AsArray().Count);

        var one = await officer.DoAsync(
            "confirmAnswers", "questions: [\"child-abuse-1.policy\"]", "{ progress { unconfirmed } }");
        Assert.Equal(carried - 1, one.Data["confirmAnswers"]!["progress"]!["unconfirmed"]!.GetValue<int>());
        await officer.DoAsync("confirmAnswers", "objectives: [\"child-abuse-1\"]");
        Assert.Empty((await officer.SubmitAsync("objectives: [\"child-abuse-1\"]")).Codes);
        var rest = await officer.DoAsync("confirmAnswers", selection: "{ progress { unconfirmed } }");
        Assert.Equal(0, rest.Data["confirmAnswers"]!["progress"]!["unconfirmed"]!.GetValue<int>());
        Assert.Empty((await officer.SubmitAsync()).Codes);
    }

    [Fact]
    public async Task A_repeated_prefill_with_one_key_is_one_and_another_finds_nothing_to_do()
    {
        var officer = await application.StartAsync("GM1945");

        var first = await officer.DoAsync("prefillResponse", "from: 2012", key: "prefill");
        var again = await officer.DoAsync("prefillResponse", "from: 2012", key: "prefill");

        Assert.Equal(first.Data.ToJsonString(), again.Data.ToJsonString());
        Assert.Equal(["NOTHING_TO_PREFILL"], (await officer.DoAsync("prefillResponse", "from: 2012")).Codes);
    }

    [Fact]
    public async Task A_renamed_municipality_takes_over_from_the_one_that_it_was()
    {
        // Groesbeek (GM0241) answered in 2012, and is called Berg en Dal (GM1945) since 2016.
        var officer = await application.StartAsync("GM1945");

        var shown = await officer.ReadAsync("prefill(from: 2012) { from { round municipality { name } } }");

        Same("""{ "round": 2012, "municipality": { "name": "Groesbeek" } }""", shown["prefill"]!["from"]!);
    }

    [Fact]
    public async Task Of_two_that_merged_and_both_answered_neither_speaks_for_the_whole()
    {
        // Schijndel (GM0844) and Veghel (GM0860) answered in 2012, and went into Meierijstad in 2017.
        var officer = await application.StartAsync("GM1948");

        var refused = await officer.DoAsync("prefillResponse", "from: 2012");

        Assert.Equal(["PREFILL_AMBIGUOUS"], refused.Codes);
        Assert.Equal("""["GM0844","GM0860"]""", refused.Details["municipalities"]!.ToJsonString());
        Assert.Equal("[]", refused.Details["parts"]!.ToJsonString());
    }

    [Fact]
    public async Task A_part_of_a_split_municipality_does_not_answer_for_it()
    {
        // Boarnsterhim (GM0055) answered in 2012; a part of it went into what is De Fryske Marren (GM1940) now.
        var officer = await application.StartAsync("GM1940");

        var refused = await officer.DoAsync("prefillResponse", "from: 2012");

        Assert.Equal(["PREFILL_AMBIGUOUS"], refused.Codes);
        Assert.Equal("""["GM0055"]""", refused.Details["parts"]!.ToJsonString());
    }

    [Fact]
    public async Task One_that_was_invited_then_and_did_not_answer_takes_nothing_from_what_it_absorbed()
    {
        // Alkmaar (GM0361) was there in 2012; Schermer (GM0458), which answered, went into it later.
        var officer = await application.StartAsync("GM0361");

        Assert.Equal(["NOTHING_TO_PREFILL"], (await officer.DoAsync("prefillResponse", "from: 2012")).Codes);
    }

    [Fact]
    public async Task A_municipality_that_never_answered_has_nothing_to_carry_over()
    {
        var officer = await application.StartAsync("GM0361");

        Assert.Equal(["NOTHING_TO_PREFILL"], (await officer.DoAsync("prefillResponse", "from: 1999")).Codes);
        var read = await officer.AskAsync(
            "query ($id: ID!) { response(id: $id) { id prefill(from: 1999) { carried } } }", new { id = officer.Id });
        Assert.Equal(["NOTHING_TO_PREFILL"], read.Codes);
        Assert.NotNull(read.Body["data"]!["response"]!["id"]);
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}

/// <summary>The service with a round of 2012 beside the seeded ones, put to the municipalities of 2013.</summary>
public sealed class PrefillApplication : IAsyncLifetime
{
    public QuestionnaireApplication App { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        await App.Database.ReadAsync<int>("""
            INSERT INTO rounds
            SELECT (jsonb_populate_record(r, '{"year": 2012, "areas_year": 2013}')).* FROM rounds r WHERE year = 2017
            RETURNING year
            """);
        foreach (var municipality in (string[])["GM0241", "GM0844", "GM0860", "GM0055", "GM0458"])
        {
            await App.Database.ReadAsync<Guid>($$"""
                WITH added AS (
                    INSERT INTO responses (id, municipality_code, round_year, questionnaire_id, status, revision,
                                           submitted_revision, submitted_at, generated)
                    SELECT gen_random_uuid(), '{{municipality}}', 2012, questionnaire_id, 'SUBMITTED', 1, 1, now(),
                           false
                    FROM rounds WHERE year = 2012
                    RETURNING *)
                INSERT INTO submissions (response_id, revision, municipality_code, round_year, questionnaire_id,
                                         generated, submitted_at, answers)
                SELECT id, 1, municipality_code, round_year, questionnaire_id, false, now(),
                       '[{"question": "child-abuse-1.policy", "options": ["intended"]}]'
                FROM added RETURNING response_id
                """);
        }
    }

    internal Task<Officer> StartAsync(string municipality) => new Officer(App, municipality).StartAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
