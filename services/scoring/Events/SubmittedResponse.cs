using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Events;

/// <summary>One submitted revision, as questionnaire gives it out.</summary>
public sealed record SubmittedResponse(
    string ResponseId,
    int Revision,
    int Round,
    string Municipality,
    string Questionnaire,
    bool Generated,
    IReadOnlyList<SubmittedAnswer> Answers)
{
    public AnswerSheet ToSheet() =>
        new(Answers.ToDictionary(a => a.Question, a => new Answer(a.Options ?? [], a.Text)));
}

/// <summary>One answer. Options are ids; null or empty where a text or a number was asked.</summary>
public sealed record SubmittedAnswer(string Question, IReadOnlyList<string>? Options, string? Text);
