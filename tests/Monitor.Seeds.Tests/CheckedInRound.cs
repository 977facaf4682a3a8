using System.Globalization;
using System.Text.Json;
using Monitor.Scoring.Domain;
using ScoringQuestionnaire = Monitor.Scoring.Domain.Questionnaire;

namespace Monitor.Seeds.Tests;

/// <summary>A demonstration round as checked in, scored by the scoring service's own rules.</summary>
internal sealed class CheckedInRound
{
    private readonly Scorer scorer;

    private CheckedInRound(int year)
    {
        Year = year;
        scorer = new Scorer(
            RuleSet.Parse(Seed.Text("rulesets", "child-abuse-1.json")),
            ScoringQuestionnaire.Parse(File.ReadAllText(Seed.Folder.Questionnaire(year))));
        Responses = [.. Seed.Json("rounds", $"{year}-responses.json").GetProperty("responses").EnumerateArray()
            .Select(Read)];
    }

    public static CheckedInRound Of2014 { get; } = new(2014);

    public static CheckedInRound Of2017 { get; } = new(2017);

    public int Year { get; }

    /// <summary>The responses in the order of the file.</summary>
    public IReadOnlyList<CheckedInResponse> Responses { get; }

    public static CheckedInRound Of(int year) => year == 2014 ? Of2014 : Of2017;

    private CheckedInResponse Read(JsonElement response)
    {
        var answers = response.GetProperty("answers").EnumerateObject()
            .ToDictionary(answer => answer.Name, answer => Answer(answer.Value));
        var texts = response.TryGetProperty("texts", out var found)
            ? found.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!)
            : [];
        return new CheckedInResponse(
            response.GetProperty("municipality").GetString()!,
            response.GetProperty("submittedAt").GetDateTimeOffset(),
            answers,
            texts,
            scorer.Score(new AnswerSheet(answers)));
    }

    private static Scoring.Domain.Answer Answer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new Scoring.Domain.Answer([], value.GetString()),
        JsonValueKind.Number => new Scoring.Domain.Answer([], value.GetRawText()),
        _ => new Scoring.Domain.Answer([.. value.EnumerateArray().Select(option => option.GetString()!)]),
    };
}

/// <summary>One response: answers by question, texts behind "Anders" by question, and its score.</summary>
internal sealed record CheckedInResponse(
    string Municipality,
    DateTimeOffset SubmittedAt,
    IReadOnlyDictionary<string, Scoring.Domain.Answer> Answers,
    IReadOnlyDictionary<string, string> Texts,
    ScoreCard Score)
{
    public bool Ticks(string question, string option) =>
        Answers.TryGetValue(question, out var answer) && answer.HasTicked(option);

    /// <summary>A mark (rapportcijfer); null when it was not given.</summary>
    public int? Mark(string question) => Answers.TryGetValue(question, out var answer)
        ? int.Parse(answer.Text!, CultureInfo.InvariantCulture)
        : null;

    public bool AnsweredExtra => Answers.ContainsKey("extra.cooperation");

    public bool Answered(string objective) => Answers.ContainsKey($"{objective}.policy");
}
