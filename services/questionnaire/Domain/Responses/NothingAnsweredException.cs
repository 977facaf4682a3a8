namespace Monitor.Questionnaire.Domain;

/// <summary>A response without one answered objective would count as a respondent with nothing to score.</summary>
public sealed class NothingAnsweredException() : ClientException(
    code: "NOTHING_ANSWERED",
    message: "No objective is answered yet: answer at least one objective's first question before submitting.");
