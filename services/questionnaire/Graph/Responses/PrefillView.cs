using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>What a prefill would bring, and what it would leave, before anything is changed.</summary>
public sealed record PrefillView(PrefillOrigin From, IReadOnlyList<PrefilledQuestionView> Questions)
{
    public int Carried => Questions.Count(q => q.Answer is not null);

    internal static PrefillView Of(PrefillPlan plan) => new(
        plan.Origin, [.. plan.Questions.Select(q => PrefilledQuestionView.Of(plan.Origin, q))]);
}

/// <summary>What a prefill would do with one question.</summary>
public sealed record PrefilledQuestionView(
    string Id, Question? Question, AnswerValueView? Answer, bool IsPartial, PrefillObstacle? Obstacle)
{
    internal static PrefilledQuestionView Of(PrefillOrigin origin, PrefilledQuestion prefilled) => new(
        prefilled.Id,
        prefilled.Question,
        prefilled.Carried is { } carried
            ? AnswerValueView.Of(
                prefilled.Question!,
                new HeldValue(carried.Options, carried.Text, carried.Number, origin, IsConfirmed: false))
            : null,
        prefilled.IsPartial,
        prefilled.Obstacle);
}
