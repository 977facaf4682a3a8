namespace Monitor.Questionnaire.Domain;

/// <summary>What was submitted, frozen: the form in which other services read answers.</summary>
/// <param name="ResponseId">Id of the response.</param>
/// <param name="Revision">The revision that was submitted.</param>
/// <param name="Round">Year of the round.</param>
/// <param name="Municipality">Code of the municipality.</param>
/// <param name="Questionnaire">Id of the questionnaire.</param>
/// <param name="Generated">Whether the answers are generated for demonstration.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="Answers">None empty, in the order of the questionnaire.</param>
public sealed record SubmittedResponse(
    Guid ResponseId,
    int Revision,
    int Round,
    string Municipality,
    string Questionnaire,
    bool Generated,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<Answer> Answers)
{
    /// <summary>The objectives that it holds, and <c>extra</c> for the extra questions; null for all.</summary>
    public IReadOnlyList<string>? Objectives { get; init; }

    /// <summary>The frozen copy of a response that has just been submitted.</summary>
    public static SubmittedResponse Of(Response response, AnswerSheet sheet) => new(
        response.Id,
        response.SubmittedRevision!.Value,
        response.Round,
        response.Municipality,
        response.Questionnaire,
        response.Generated,
        response.SubmittedAt!.Value,
        sheet.Answers)
    {
        Objectives = response.CountedSections,
    };
}

/// <summary>A response's place in the accepted set of a round: its last submitted revision.</summary>
public sealed record Submission(Guid ResponseId, int Revision, string Municipality);
