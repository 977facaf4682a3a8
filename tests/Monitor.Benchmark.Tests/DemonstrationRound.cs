using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Scoring.Domain;
using Monitor.Testing;
using ConsentKind = Monitor.Benchmark.Domain.ConsentKind;
using Group = Monitor.Benchmark.Domain.Group;

namespace Monitor.Benchmark.Tests;

/// <summary>
/// The checked-in rounds as questionnaire and scoring would give them out: scored by scoring's own rules. What is said
/// of no year is of 2017.
/// </summary>
public static class DemonstrationRound
{
    public const int Year = 2017;
    public const string QuestionnaireId = "child-abuse-2017";

    public static JsonNode Report { get; } = Parse("published/report-2017.json");

    public static ServedRound Of2014 { get; } = new(2014);

    public static ServedRound Of2017 { get; } = new(Year);

    public static IReadOnlyList<DemonstrationResponse> Responses => Of2017.Responses;

    /// <summary>The size class group and Veilig Thuis region of each municipality of today.</summary>
    public static IReadOnlyDictionary<string, (string SizeClass, string VeiligThuis)> Groups { get; } =
        Csv("areas/municipalities-2017.csv")
            .Join(
                Csv("areas/memberships-2017.csv").Where(row => row[1] == "VEILIG_THUIS"),
                row => row[0],
                row => row[0],
                (row, region) => (Code: row[0], Class: Group.OfSizeClass(row[4])!.Code!, Region: region[2]))
            .ToDictionary(line => line.Code, line => (line.Class, line.Region));

    /// <summary>
    /// Has the sidecar answer for questionnaire and scoring; both rounds are closed, and 2018 is open and empty.
    /// </summary>
    public static void Serve(FakeSidecar sidecar)
    {
        sidecar.Answer("questionnaire", "/internal/areas", Json(Areas()));
        sidecar.Answer("questionnaire", "/internal/rounds", Json(new object[]
        {
            new { year = 2018, questionnaire = QuestionnaireId, status = "OPEN", generated = false, areasYear = 2017 },
            new { year = Year, questionnaire = QuestionnaireId, status = "CLOSED", generated = true, areasYear = 2017 },
            new
            {
                year = 2014, questionnaire = Of2014.QuestionnaireId, status = "CLOSED", generated = true,
                areasYear = 2013,
            },
        }));
        sidecar.Answer("scoring", "/internal/rule-sets/child-abuse-1", Json(new
        {
            id = "child-abuse-1", bands = new { redBelow = 25, greenAbove = 75 },
        }));
        sidecar.Answer("questionnaire", "/internal/lineage?from=2017", Json(Lineage(2017)));
        sidecar.Answer("questionnaire", "/internal/lineage?from=2013", Json(Lineage(
            2013,
            new
            {
                // Bussum, Muiden and Naarden are Gooise Meren; the weights are made for sums by hand.
                code = "GM1942",
                existed = false,
                sources = new object[]
                {
                    new { code = "GM0381", kind = "MERGE", date = "2016-01-01", weight = 30_000 },
                    new { code = "GM0424", kind = "MERGE", date = "2016-01-01", weight = 10_000 },
                    new { code = "GM9998", kind = "MERGE", date = "2016-01-01", weight = 10_000 },
                },
            })));
        foreach (var kind in Enum.GetValues<ConsentKind>())
        {
            sidecar.Answer("community", $"/internal/consents/{Hosting.EnumText.Of(kind)}", "[]");
        }

        Of2014.Serve(sidecar);
        Of2017.Serve(sidecar);
    }

    private static object Lineage(int from, params object[] municipalities) =>
        new { rule = "succession-1", to = 2017, from, municipalities };

    private static object Areas()
    {
        var regions = Csv("areas/memberships-2017.csv")
            .ToLookup(row => row[0], row => new { kind = row[1], code = row[2] });
        return new
        {
            municipalities = Csv("areas/municipalities-2017.csv").Select(row => new
            {
                code = row[0], name = row[1], sizeClass = row[4], regions = regions[row[0]],
            }),
            others = Csv("areas/municipalities-2013.csv").Select(row => row[0])
                .Except(Csv("areas/municipalities-2017.csv").Select(row => row[0])),
            regions = Csv("areas/regions.csv").Select(row => new
            {
                code = row[0], kind = row[1], name = row[2], centre = row[3].Length > 0 ? row[3] : null,
            }),
        };
    }

    /// <summary>Who was invited and responded, by today's size classes; 2014 was put to the list of 2013.</summary>
    internal static object Participation(ServedRound round)
    {
        var classes = Csv("areas/municipalities-2017.csv").ToDictionary(row => row[0], row => row[4]);
        var invited = Csv($"areas/municipalities-{(round.Year == Year ? Year : 2013)}.csv")
            .ToLookup(row => classes.GetValueOrDefault(row[0], ""));
        var responded = round.Responses.ToLookup(r => classes.GetValueOrDefault(r.Municipality, ""));
        return new
        {
            bySizeClass = classes.Values.Distinct().Select(c => new
            {
                sizeClass = c, invited = invited[c].Count(), responded = responded[c].Count(),
            }),
            withoutSizeClass = new { invited = invited[""].Count(), responded = responded[""].Count() },
        };
    }

    private static IEnumerable<string[]> Csv(string path) => Read(path)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Fields);

    // A name may hold a comma: "Nuenen, Gerwen en Nederwetten".
    private static string[] Fields(string line) =>
    [
        .. System.Text.RegularExpressions.Regex.Matches(line, "(?<=^|,)(?:\"([^\"]*)\"|([^,]*))")
            .Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value),
    ];

    internal static JsonNode Parse(string path) => JsonNode.Parse(Read(path))!;

    internal static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Seeds, path));

    internal static string Json(object value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);
}

/// <summary>One closed round of the seeds.</summary>
public sealed class ServedRound
{
    public ServedRound(int year)
        : this(year, DemonstrationRound.Parse($"rounds/{year}-responses.json"))
    {
    }

    /// <summary>A round with other responses, in the form of <c>seeds/rounds</c>.</summary>
    public ServedRound(int year, JsonNode file)
    {
        Year = year;
        Responses = [.. Score(file)];
    }

    public int Year { get; }

    public string QuestionnaireId => $"child-abuse-{Year}";

    public IReadOnlyList<DemonstrationResponse> Responses { get; }

    public void Serve(FakeSidecar sidecar)
    {
        sidecar.Answer(
            "questionnaire",
            $"/internal/questionnaires/{QuestionnaireId}",
            DemonstrationRound.Read($"questionnaires/{QuestionnaireId}.json"));
        sidecar.Answer("questionnaire", $"/internal/rounds/{Year}/submissions", DemonstrationRound.Json(new
        {
            round = Year, closed = true, generated = true,
            submissions = Responses.Select(r => new { r.ResponseId, revision = 1, r.Municipality }),
        }));
        sidecar.Answer(
            "questionnaire", $"/internal/rounds/{Year}/participation",
            DemonstrationRound.Json(DemonstrationRound.Participation(this)));
        ServeAnswers(sidecar);
        foreach (var response in Responses)
        {
            sidecar.Answer("scoring", $"/internal/scores/{response.ResponseId}/1", response.Scores);
        }
    }

    // Two pages, as questionnaire gives a large round out.
    private void ServeAnswers(FakeSidecar sidecar)
    {
        var path = $"/internal/rounds/{Year}/answers";
        var middle = Responses[99].ResponseId;
        sidecar.Answer("questionnaire", path, DemonstrationRound.Json(new
        {
            items = Items(Responses.Take(100)), next = middle,
        }));
        sidecar.Answer("questionnaire", $"{path}?after={middle}", DemonstrationRound.Json(new
        {
            items = Items(Responses.Skip(100)),
        }));
    }

    private IEnumerable<object> Items(IEnumerable<DemonstrationResponse> responses) => responses.Select(r => new
    {
        r.ResponseId, revision = 1, round = Year, r.Municipality, questionnaire = QuestionnaireId, generated = true,
        answers = r.Answers.Select(a => a.Value is JsonArray options
            ? (object)new { question = a.Key, options }
            : a.Value!.GetValueKind() == JsonValueKind.Number
                ? new { question = a.Key, options = Array.Empty<string>(), number = a.Value }
                : new { question = a.Key, text = a.Value }),
    });

    private IEnumerable<DemonstrationResponse> Score(JsonNode file)
    {
        var scorer = new Scorer(
            RuleSet.Parse(DemonstrationRound.Read("rulesets/child-abuse-1.json")),
            Questionnaire.Parse(DemonstrationRound.Read($"questionnaires/{QuestionnaireId}.json")));
        foreach (var (i, response) in file["responses"]!.AsArray().Index())
        {
            var answers = response!["answers"]!.AsObject();
            var card = scorer.Score(new AnswerSheet(answers.ToDictionary(a => a.Key, a => ToAnswer(a.Value!))));
            var id = $"00000000-0000-0000-{(Year == DemonstrationRound.Year ? 0 : Year):0000}-{i:000000000000}";
            var municipality = response["municipality"]!.GetValue<string>();
            yield return new DemonstrationResponse(id, municipality, answers, DemonstrationRound.Json(new
            {
                responseId = id, revision = 1, round = Year, municipality, ruleSet = card.RuleSet, generated = true,
                average = card.Average, band = card.Band?.ToString().ToUpperInvariant(),
                objectives = card.Objectives.Select(o => new
                {
                    o.Objective, o.Anchoring, o.Content, o.Reach, o.Total, band = o.Band.ToString().ToUpperInvariant(),
                }),
            }));
        }
    }

    private static Answer ToAnswer(JsonNode value) => value is JsonArray options
        ? new Answer([.. options.Select(o => o!.GetValue<string>())])
        : new Answer([], value.ToString());
}

/// <summary>One response of a round; <c>Scores</c> is what scoring answers for it.</summary>
public sealed record DemonstrationResponse(string ResponseId, string Municipality, JsonObject Answers, string Scores);
