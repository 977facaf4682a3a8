namespace Monitor.Questionnaire.Domain;

/// <summary>One difference between two versions, or between a question and what it was.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Objective">The objective concerned, as in the later version; null for none.</param>
/// <param name="Question">The question concerned; null for none.</param>
/// <param name="Option">The option concerned; null for none.</param>
/// <param name="Member">Which of its members differs (<c>title</c>); null where the kind says enough.</param>
/// <param name="Before">What it said, or where it stood; null when it was not there.</param>
/// <param name="After">What it says, or where it stands; null when it is no longer there.</param>
public sealed record Difference(
    DifferenceKind Kind,
    string? Objective,
    string? Question,
    string? Option,
    string? Member,
    string? Before,
    string? After)
{
    /// <summary>The same as a sentence, in Dutch.</summary>
    public string Text => DifferenceText.Of(this);
}

public enum DifferenceKind
{
    QuestionnaireChanged,
    ObjectiveAdded,
    ObjectiveRemoved,
    ObjectiveMoved,
    ObjectiveReworded,
    ObjectiveChanged,
    QuestionAdded,
    QuestionRemoved,
    QuestionMoved,
    QuestionReworded,
    QuestionChanged,
    KindChanged,
    ConditionChanged,
    RangeChanged,
    OptionAdded,
    OptionRemoved,
    OptionMoved,
    OptionReworded,
    OptionChanged,
}
