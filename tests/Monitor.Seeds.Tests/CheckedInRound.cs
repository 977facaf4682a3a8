using System.Text.Json;
using Monitor.Scoring.Domain;
using ScoringQuestionnaire = Monitor.Scoring.Domain.Questionnaire;

namespace Monitor.Seeds.Tests;

/// <summary>The demonstration round as checked in, scored by the scoring service's own rules.</summary>
internal static class CheckedInRound
{
    private static readonly Scorer Scorer = new(
        RuleSet.Parse(Seed.Text("rulesets", "child-abuse-1.json")),
        ScoringQuestionnaire.Parse(Seed.Text("questionnaires", "child-abuse-2017.json")));

    /// <summary>The responses in the order of the file.</summary>
    public static IReadOnlyList<CheckedInResponse> Responses { get; } =
        [.. Seed.Json("rounds", "2017-responses.json").GetProperty("responses").EnumerateArray().Select(Read)];

    private static CheckedInResponse Read(JsonElement response)
    {
        var answers = response.GetProperty("answers").EnumerateObject().ToDictionary(
            answer => answer.Name,
            answer => answer.Value.ValueKind == JsonValueKind.String
                ? new Scoring.Domain.Answer([], answer.Value.GetString())
                : new Scoring.Domain.Answer([.. answer.Value.EnumerateArray().Select(option => option.GetString()!)]));
        var texts = response.TryGetProperty("texts", out var found)
            ? found.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!)
            : [];
        return new CheckedInResponse(
            response.GetProperty("municipality").GetString()!,
            response.GetProperty("submittedAt").GetDateTimeOffset(),
            answers,
            texts,
            Scorer.Score(new AnswerSheet(answers)));
    }
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

    public bool Answered(string objective) => Answers.ContainsKey($"{objective}.policy");
}
