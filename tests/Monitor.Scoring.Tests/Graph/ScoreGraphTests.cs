using System.Text.Json.Nodes;

namespace Monitor.Scoring.Tests.Graph;

public sealed class ScoreGraphTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    private const string ScoreCard = """
        query ($codes: [_Any!]!) {
          _entities(representations: $codes) { ... on Municipality {
            code
            scoreCard(round: 2018) {
              round ruleSet questionnaire revision generated average band
              themes { theme average band objectives answered }
              objectives { objective { id } anchoring content reach total band
                           explanation { part question points missed maximum reason } }
            }
          } }
        }
        """;

    private const string Suggestions = """
        query ($codes: [_Any!]!, $first: Int) {
          _entities(representations: $codes) { ... on Municipality {
            suggestions(round: 2018, first: $first) { id objective { id } part text gain }
          } }
        }
        """;

    [Fact]
    public async Task A_municipality_reads_its_own_score_card()
    {
        await ScoredAsync("GM0010", "policy=in-policy", "laid-down=no", "reach-view=yes", "reach-share=everyone");

        var answer = await application.AskAsync(ScoreCard, "GM0010", Codes("GM0010"));

        Assert.Null(answer["errors"]);
        var card = answer["data"]!["_entities"]![0]!["scoreCard"]!;
        Assert.Equal(
            """{"round":2018,"ruleSet":"child-abuse-1","questionnaire":"child-abuse-2017","""
            + "\"revision\":1,\"generated\":false,\"average\":40,\"band\":\"ORANGE\",\"themes\":"
            + """[{"theme":"CHILD_ABUSE","average":40,"band":"ORANGE","objectives":10,"answered":1}]}""",
            Without(card, "objectives"));
        var objective = Assert.Single(card["objectives"]!.AsArray())!;
        Assert.Equal(
            """{"objective":{"id":"child-abuse-1"},"anchoring":15,"content":0,"reach":25,"total":40,"band":"ORANGE"}""",
            Without(objective, "explanation"));
        Assert.Equal(
            """{"part":"ANCHORING","question":"child-abuse-1.policy","points":15,"missed":0,"maximum":15,"""
            + "\"reason\":\"Gekozen: “Ja, opgenomen in het gemeentelijke of regionale beleid”.\"}",
            objective["explanation"]![0]!.ToJsonString(Readable));
    }

    [Fact]
    public async Task Another_municipality_gets_null_and_NOT_YOURS_whether_or_not_there_are_scores()
    {
        await ScoredAsync("GM0011", "policy=in-policy");

        var answer = await application.AskAsync(ScoreCard, "GM0010", Codes("GM0011", "GM0012"));

        Assert.Equal(["NOT_YOURS", "NOT_YOURS"], CodesOf(answer));
        Assert.Equal(
            ["/_entities/0/scoreCard", "/_entities/1/scoreCard"],
            answer["errors"]!.AsArray().Select(e => string.Concat(e!["path"]!.AsArray().Select(p => $"/{p}"))));
        Assert.Equal("GM0011", answer["data"]!["_entities"]![0]!["code"]!.GetValue<string>());
        Assert.Null(answer["data"]!["_entities"]![0]!["scoreCard"]);
    }

    [Fact]
    public async Task Ones_own_is_answered_beside_anothers_refusal()
    {
        await ScoredAsync("GM0013", "policy=intended");

        var answer = await application.AskAsync(ScoreCard, "GM0013", Codes("GM0010", "GM0013"));

        Assert.Equal(["NOT_YOURS"], CodesOf(answer));
        Assert.Equal(5, answer["data"]!["_entities"]![1]!["scoreCard"]!["average"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Without_a_token_it_is_UNAUTHENTICATED()
    {
        var answer = await application.AskAsync(ScoreCard, municipality: null, Codes("GM0010"));

        Assert.Equal(["UNAUTHENTICATED"], CodesOf(answer));
    }

    [Fact]
    public async Task Without_a_submitted_response_ones_own_card_is_null_without_an_error()
    {
        var answer = await application.AskAsync(ScoreCard, "GM0014", Codes("GM0014"));

        Assert.Null(answer["errors"]);
        Assert.Null(answer["data"]!["_entities"]![0]!["scoreCard"]);
    }

    [Fact]
    public async Task A_round_that_does_not_exist_is_UNKNOWN_ROUND_and_an_open_one_without_response_is_null()
    {
        var answer = await application.AskAsync(
            """
            query ($codes: [_Any!]!) { _entities(representations: $codes) { ... on Municipality {
              open: scoreCard(round: 2017) { average }
              none: scoreCard(round: 1999) { average }
              suggestions(round: 1999) { id }
            } } }
            """,
            "GM0014", Codes("GM0014"));

        Assert.Equal(["UNKNOWN_ROUND", "UNKNOWN_ROUND"], CodesOf(answer));
        Assert.Null(answer["data"]!["_entities"]![0]!["open"]);
    }

    [Theory]
    [InlineData("GM0014", "GM0014", 2017, null)]
    [InlineData("GM0014", "GM0014", 1999, "UNKNOWN_ROUND")]
    [InlineData("GM0014", "GM0003", 2017, "NOT_YOURS")]
    [InlineData(null, "GM0014", 2017, "UNAUTHENTICATED")]
    public async Task The_card_asked_by_municipality_and_round_is_ones_own_alone(
        string? caller, string municipality, int round, string? code)
    {
        var answer = await application.AskAsync(
            $$"""{ scoreCard(municipality: "{{municipality}}", round: {{round}}) { average } }""", caller);

        Assert.Null(answer["data"]!["scoreCard"]);
        Assert.Equal(code is null ? [] : [code], answer["errors"] is null ? [] : CodesOf(answer));
    }

    [Fact]
    public async Task A_round_that_just_opened_is_known_although_questionnaire_was_asked_a_moment_ago()
    {
        const string Newer = """
            query ($codes: [_Any!]!) { _entities(representations: $codes) { ... on Municipality {
              scoreCard(round: 2031) { average } } } }
            """;
        Assert.Equal(["UNKNOWN_ROUND"], CodesOf(await application.AskAsync(Newer, "GM0014", Codes("GM0014"))));

        await application.DeliverAsync("round.opened", new { round = 2031 });

        Assert.Null((await application.AskAsync(Newer, "GM0014", Codes("GM0014")))["errors"]);
    }

    [Fact]
    public async Task Points_are_written_without_zeros_at_their_end()
    {
        // Four content questions of 11.25 are 45.
        await ScoredAsync("GM0017", [
            "policy=intended",
            .. Enumerable.Range(1, 4).Select(i => $"content-{i}={Domain.Sheet.Measure($"child-abuse-1.content-{i}")}"),
        ]);

        var answer = await application.AskAsync(ScoreCard, "GM0017", Codes("GM0017"));

        var card = answer["data"]!["_entities"]![0]!["scoreCard"]!;
        Assert.Equal("50", card["average"]!.ToJsonString());
        Assert.Equal("45", card["objectives"]![0]!["content"]!.ToJsonString());
    }

    [Fact]
    public async Task Suggestions_come_with_most_points_first_and_as_many_as_asked()
    {
        await ScoredAsync("GM0015", "policy=not-in-policy");

        var answer = await application.AskAsync(Suggestions, "GM0015", Codes("GM0015", first: 2));

        // Objective 1: policy 15, then the first of four content questions, 11.25 each.
        var suggestions = answer["data"]!["_entities"]![0]!["suggestions"]!.AsArray();
        Assert.Equal([15m, 11.25m], suggestions.Select(s => s!["gain"]!.GetValue<decimal>()));
        Assert.Equal(["ANCHORING", "CONTENT"], suggestions.Select(s => s!["part"]!.GetValue<string>()));
        Assert.Equal(
            "Neem de doelstelling op in het gemeentelijk of regionaal beleid.",
            suggestions[0]!["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task A_page_of_suggestions_has_1_to_100(int first)
    {
        var answer = await application.AskAsync(Suggestions, "GM0015", Codes("GM0015", first));

        Assert.Equal(["PAGE_SIZE"], CodesOf(answer));
    }

    [Fact]
    public async Task A_suggestion_is_an_entity_of_its_own_municipality()
    {
        await ScoredAsync("GM0016", "policy=not-in-policy");
        var listed = await application.AskAsync(Suggestions, "GM0016", Codes("GM0016", first: 1));
        var id = listed["data"]!["_entities"]![0]!["suggestions"]![0]!["id"]!.GetValue<string>();
        const string ById = """
            query ($keys: [_Any!]!) {
              _entities(representations: $keys) { ... on Suggestion { id gain objective { id } } }
            }
            """;
        object Keys(string key) => new
        {
            keys = new[] { new { __typename = "Suggestion", id = key, objective = new { id = "child-abuse-1" } } },
        };

        var own = await application.AskAsync(ById, "GM0016", Keys(id));
        var others = await application.AskAsync(ById, "GM0010", Keys(id));
        var none = await application.AskAsync(ById, "GM0016", Keys("no-id-of-ours"));

        Assert.Equal(15, own["data"]!["_entities"]![0]!["gain"]!.GetValue<decimal>());
        Assert.Equal(["NOT_FOUND"], CodesOf(others));
        Assert.Equal(["NOT_FOUND"], CodesOf(none));
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task ScoredAsync(string municipality, params string[] answers)
    {
        var response = Guid.NewGuid().ToString();
        application.Submit(response, 1, municipality, objective: 1, answers);
        Assert.Equal("SUCCESS", await application.DeliverSubmittedAsync(response, 1, municipality));
    }

    private static object Codes(params string[] codes) => new
    {
        codes = codes.Select(code => new { __typename = "Municipality", code }),
    };

    private static object Codes(string code, int first) => new
    {
        codes = new[] { new { __typename = "Municipality", code } }, first,
    };

    private static IEnumerable<string> CodesOf(JsonNode answer) =>
        answer["errors"]!.AsArray().Select(e => e!["extensions"]!["code"]!.GetValue<string>());

    private static string Without(JsonNode node, string property)
    {
        var copy = node.DeepClone().AsObject();
        copy.Remove(property);
        return copy.ToJsonString(Readable);
    }
}
