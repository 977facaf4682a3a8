using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Benchmark.Benchmarks;

/// <summary>
/// Municipalities, responses, scores and answers of a <see cref="Size"/>, made up from numbers: the same every time,
/// and cheap to give out, so that what is measured is benchmark and not this.
/// </summary>
internal sealed class Population
{
    private const int Variants = 97;   // prime: it falls in step with no group
    private const int Regions = 26;
    private static readonly decimal[] anchoring = [0, 5, 15, 25];
    private static readonly decimal[] content = [0, 9, 18, 22.5m, 27, 36, 45, 50];
    private static readonly decimal[] reach = [0, 10, 15, 20, 25];

    private readonly string[] scores;
    private readonly string[] answers;
    private readonly decimal[] averages;

    public Population(Size size)
    {
        Size = size;
        QuestionnaireJson = File.ReadAllText(
            Path.Combine(Repository.Seeds, "questionnaires", $"{size.Questionnaire}.json"));
        var objectives = JsonNode.Parse(QuestionnaireJson)!["objectives"]!.AsArray();
        averages = new decimal[Variants];
        scores = [.. Enumerable.Range(0, Variants).Select(v => ScoresOf(objectives, v))];
        answers = [.. Enumerable.Range(0, Variants).Select(v => AnswersOf(objectives, v))];
    }

    public Size Size { get; }

    public string QuestionnaireJson { get; }

    public static string Code(int municipality) =>
        string.Create(CultureInfo.InvariantCulture, $"GM{municipality:0000}");

    public static string RegionOf(int municipality) => RegionCode(municipality % Regions);

    /// <summary>As unequal as the country's: 44, 36, 12 and 8 in a hundred.</summary>
    public static string SizeClassOf(int municipality) => (municipality * 61 % 100) switch
    {
        < 44 => "UNDER_25K",
        < 80 => "FROM_25K_TO_50K",
        < 92 => "FROM_50K_TO_100K",
        _ => "FROM_100K_TO_250K",
    };

    /// <summary>Id of what a municipality filled in; the number counts all scores, round by round.</summary>
    public static string ResponseId(int score) =>
        string.Create(CultureInfo.InvariantCulture, $"00000000-0000-0000-0000-{score:000000000000}");

    public (int Year, int Municipality) Of(int score) =>
        (Size.LastYear - Size.Rounds + 1 + (score / Size.Municipalities), score % Size.Municipalities);

    public string AreasJson() => JsonSerializer.Serialize(
        new
        {
            municipalities = Enumerable.Range(0, Size.Municipalities).Select(m => new
            {
                code = Code(m),
                name = $"Gemeente {m}",
                sizeClass = SizeClassOf(m),
                inhabitants = 20_000 + m,
                regions = new[] { new { kind = "VEILIG_THUIS", code = RegionOf(m) } },
            }),
            others = Array.Empty<string>(),
            regions = Enumerable.Range(0, Regions).Select(r => new
            {
                code = RegionCode(r), kind = "VEILIG_THUIS", name = $"Regio {r + 1}",
            }),
        },
        JsonSerializerOptions.Web);

    public string LineageJson(int from, int to) => JsonSerializer.Serialize(
        new
        {
            rule = "succession-1",
            to,
            from,
            municipalities = Enumerable.Range(0, Size.Municipalities).Select(m => new
            {
                code = Code(m), existed = true, sources = Array.Empty<object>(),
            }),
        },
        JsonSerializerOptions.Web);

    public string SubmissionsJson(int year) => JsonSerializer.Serialize(
        new
        {
            round = year,
            closed = true,
            submissions = Enumerable.Range(0, Size.Municipalities).Select(m => new
            {
                responseId = ResponseId(First(year) + m), revision = 1, municipality = Code(m),
            }),
        },
        JsonSerializerOptions.Web);

    /// <summary>A page of a round's answers, as questionnaire gives them out.</summary>
    public string AnswersJson(int year, string? after, int limit)
    {
        var begin = after is null ? First(year) : int.Parse(after.Split('-')[^1], CultureInfo.InvariantCulture) + 1;
        var end = Math.Min(begin + limit, First(year) + Size.Municipalities);
        var json = new StringBuilder("{\"items\":[");
        for (var score = begin; score < end; score++)
        {
            json.Append(score == begin ? "" : ",").Append("{\"responseId\":\"").Append(ResponseId(score))
                .Append("\",\"revision\":1,\"round\":").Append(year)
                .Append(",\"municipality\":\"").Append(Code(score % Size.Municipalities))
                .Append("\",\"generated\":false,\"answers\":").Append(answers[Variant(score)]).Append('}');
        }

        json.Append(']');
        if (end < First(year) + Size.Municipalities)
        {
            json.Append(",\"next\":\"").Append(ResponseId(end - 1)).Append('"');
        }

        return json.Append('}').ToString();
    }

    /// <summary>The scores of one response, as scoring gives them out.</summary>
    public void WriteScores(StringBuilder json, int score)
    {
        var (year, municipality) = Of(score);
        json.Append("{\"responseId\":\"").Append(ResponseId(score)).Append("\",\"revision\":1,\"round\":").Append(year)
            .Append(",\"municipality\":\"").Append(Code(municipality))
            .Append("\",\"ruleSet\":\"child-abuse-1\",\"generated\":false,").Append(scores[Variant(score)]).Append('}');
    }

    /// <summary>A page of <c>GET /events</c>: the events after a position, which are the scores in order.</summary>
    public string EventsJson(int after, int limit, int through)
    {
        var json = new StringBuilder("{\"events\":[");
        for (var score = after; score < Math.Min(after + limit, through); score++)
        {
            var (year, municipality) = Of(score);
            json.Append(score == after ? "" : ",").Append("{\"topic\":\"scores.calculated\",\"event\":")
                .Append("{\"specversion\":\"1.0\",\"source\":\"scoring\",\"type\":\"nl.monitor.scores.calculated.v1\",")
                .Append("\"time\":\"2018-05-01T12:00:00Z\",\"id\":\"event-").Append(score)
                .Append("\",\"position\":").Append(score + 1).Append(",\"data\":{\"responseId\":\"")
                .Append(ResponseId(score)).Append("\",\"revision\":1,\"round\":").Append(year)
                .Append(",\"municipality\":\"").Append(Code(municipality))
                .Append("\",\"ruleSet\":\"child-abuse-1\"}}}");
        }

        return json.Append("],\"through\":").Append(Math.Min(after + limit, through))
            .Append(",\"oldest\":1}").ToString();
    }

    private static string RegionCode(int region) => string.Create(CultureInfo.InvariantCulture, $"VT{region + 1:00}");

    private static int Variant(int score) => score * 31 % Variants;

    private int First(int year) => (year - (Size.LastYear - Size.Rounds + 1)) * Size.Municipalities;

    private string ScoresOf(JsonArray objectives, int variant)
    {
        var parts = objectives.Select((o, i) => (
            Objective: o!["id"]!.GetValue<string>(),
            Anchoring: anchoring[(variant + i) % anchoring.Length],
            Content: content[((variant * 3) + i) % content.Length],
            Reach: reach[((variant / 4) + i) % reach.Length])).ToList();
        averages[variant] = parts.Average(p => p.Anchoring + p.Content + p.Reach);
        var of = JsonSerializer.Serialize(
            parts.Select(p => new
            {
                objective = p.Objective,
                anchoring = p.Anchoring,
                content = p.Content,
                reach = p.Reach,
                total = p.Anchoring + p.Content + p.Reach,
                band = BandOf(p.Anchoring + p.Content + p.Reach),
            }),
            JsonSerializerOptions.Web);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\"average\":{averages[variant]},\"band\":\"{BandOf(averages[variant])}\",\"objectives\":{of}");
    }

    private static string BandOf(decimal points) => points < 25 ? "RED" : points > 75 ? "GREEN" : "ORANGE";

    private static string AnswersOf(JsonArray objectives, int variant) => JsonSerializer.Serialize(
        objectives.SelectMany(o => o!["questions"]!.AsArray()).Index()
            .Select(q => (q.Index, Question: q.Item!, Options: q.Item!["options"]?.AsArray() ?? []))
            .Where(q => q.Options.Count > 0)
            .Select(q => new
            {
                question = q.Question["id"]!.GetValue<string>(),
                options = new[] { q.Options[(variant + q.Index) % q.Options.Count]!["id"]!.GetValue<string>() },
            }),
        JsonSerializerOptions.Web);
}
