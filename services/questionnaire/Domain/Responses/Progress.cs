namespace Monitor.Questionnaire.Domain;

/// <summary>How far a response is. Questions that are not asked, given the other answers, do not count.</summary>
/// <param name="Objectives">Objectives of the questionnaire.</param>
/// <param name="AnsweredObjectives">Objectives whose first anchoring question is answered.</param>
/// <param name="SubmittedObjectives">Objectives in the submission that counts.</param>
/// <param name="Questions">Questions that are asked.</param>
/// <param name="AnsweredQuestions">Those of them that are answered.</param>
/// <param name="Unconfirmed">Answers that were prefilled and not confirmed.</param>
/// <param name="BySection">The same per objective, and for the extra questions.</param>
public sealed record Progress(
    int Objectives,
    int AnsweredObjectives,
    int SubmittedObjectives,
    int Questions,
    int AnsweredQuestions,
    int Unconfirmed,
    IReadOnlyList<SectionProgress> BySection)
{
    public static Progress Of(WorkingResponse working)
    {
        List<SectionProgress> sections = [.. working.Sections.All.Select(s => SectionProgress.Of(working, s))];
        var objectives = sections.Where(s => s.Objective is not null).ToList();
        return new Progress(
            objectives.Count,
            objectives.Count(s => s.IsAnswered),
            objectives.Count(s => s.Status != SectionStatus.Open),
            sections.Sum(s => s.Questions),
            sections.Sum(s => s.AnsweredQuestions),
            sections.Sum(s => s.Unconfirmed),
            sections);
    }
}

/// <summary>How far one objective is, or the extra questions.</summary>
/// <param name="Id">The objective's id, or <see cref="Section.Extra"/>.</param>
/// <param name="Objective">Null for the extra questions.</param>
/// <param name="Status">Whether it is submitted.</param>
/// <param name="IsAnswered">The first anchoring question is answered; of the extra ones, any.</param>
/// <param name="Questions">Questions that are asked.</param>
/// <param name="AnsweredQuestions">Those of them that are answered.</param>
/// <param name="Unconfirmed">Answers that were prefilled and not confirmed.</param>
public sealed record SectionProgress(
    string Id,
    Objective? Objective,
    SectionStatus Status,
    bool IsAnswered,
    int Questions,
    int AnsweredQuestions,
    int Unconfirmed)
{
    internal static SectionProgress Of(WorkingResponse working, Section section)
    {
        var asked = section.Questions.Where(working.Sheet.IsAsked).ToList();
        var answered = asked.Where(q => working.Sheet.Answer(q.Id) is not null).ToList();
        return new SectionProgress(
            section.Id,
            section.Objective,
            StatusOf(working.Response, section.Id),
            section.Objective is { } objective ? answered.Exists(q => q == objective.Opening) : answered.Count > 0,
            asked.Count,
            answered.Count,
            answered.Count(q => working.Stored(q.Id).IsUnconfirmed));
    }

    private static SectionStatus StatusOf(Response response, string section) =>
        response.IsClosed(section) ? SectionStatus.Submitted
        : response.IsCounted(section) ? SectionStatus.Reopened
        : SectionStatus.Open;
}

public enum SectionStatus
{
    /// <summary>Not in the submission that counts.</summary>
    Open,

    /// <summary>Submitted, and closed for changes.</summary>
    Submitted,

    /// <summary>Submitted, and open for changes: what was submitted counts until the next submission.</summary>
    Reopened,
}
