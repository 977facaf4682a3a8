using System.Globalization;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;

namespace Monitor.Scoring.Benchmarks;

/// <summary>Answers of every municipality to every question: others each turn, the same in each run.</summary>
internal static class Answers
{
    public const int Municipalities = 388;

    public static IReadOnlyList<SubmittedResponse> OfRound(Questionnaire questionnaire, int turn)
    {
        var random = new Random(turn);
        return
        [
            .. Enumerable.Range(1, Municipalities).Select(i => new SubmittedResponse(
                string.Create(CultureInfo.InvariantCulture, $"{turn}-{i}"),
                Revision: 1,
                Round: 2018,
                string.Create(CultureInfo.InvariantCulture, $"GM{i:0000}"),
                questionnaire.Id,
                Generated: true,
                [.. questionnaire.Questions.Select(q => Answer(q, random))])),
        ];
    }

    // In policy, with a view of the reach and laid down by most: what is asked then is asked.
    private static SubmittedAnswer Answer(Question question, Random random) => question.Kind switch
    {
        QuestionKind.Single => new(question.Id, [question.Options[random.Next(3) > 0 ? 0 : ^1].Id], null),
        QuestionKind.Multiple => new(
            question.Id,
            [.. question.Options.Where(o => !o.Exclusive && random.Next(3) == 0).Select(o => o.Id)],
            null),
        QuestionKind.Text => new(question.Id, null, random.Next(4) == 0 ? "Een eigen maatregel" : null),
        _ => new(question.Id, null, null),
    };
}
