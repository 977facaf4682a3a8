namespace Monitor.Questionnaire.Domain;

/// <summary>What a document says, and everything that is wrong with it.</summary>
/// <param name="Questionnaire">Null when a fault refuses even a draft.</param>
/// <param name="Faults">In the order of the document; empty for one that can be published.</param>
public sealed record DocumentReading(Questionnaire? Questionnaire, IReadOnlyList<DocumentFault> Faults)
{
    /// <summary>A draft: what is still to be added may be missing.</summary>
    /// <exception cref="InvalidQuestionnaireException">It has faults that cannot wait.</exception>
    public Questionnaire RequireDraft() => Questionnaire ?? throw new InvalidQuestionnaireException(Faults);

    /// <summary>One without any fault.</summary>
    /// <exception cref="InvalidQuestionnaireException">It has faults.</exception>
    public Questionnaire RequireWhole() => Questionnaire is { } whole && Faults.Count == 0
        ? whole
        : throw new InvalidQuestionnaireException(Faults);
}
