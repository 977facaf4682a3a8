namespace Monitor.Questionnaire.Domain;

/// <summary>Works out which answers of an earlier round can be carried over, and what confirming them does.</summary>
public static class Prefilling
{
    /// <summary>
    /// What of these submitted answers carries over: to questions that still have the same id and kind, as far as the
    /// options still exist, that are asked, open and not yet answered.
    /// </summary>
    public static PrefillPlan Plan(
        WorkingResponse working, PrefillSource source, IReadOnlyList<string>? objectives)
    {
        var named = working.Sections.Named(objectives).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var sheet = working.Sheet;
        List<PrefilledQuestion> questions = [];
        foreach (var answer in source.Submitted.Answers.OrderBy(a => source.Questionnaire.PositionOf(a.Question)))
        {
            var (question, carried, obstacle) = Judge(working, sheet, source.Questionnaire, answer);
            if (question is not null && !named.Contains(working.Sections.Of(question.Id).Id))
            {
                continue;
            }

            questions.Add(new PrefilledQuestion(
                answer.Question, question, carried, obstacle, carried is not null && !carried.Equals(answer)));
            sheet = carried is null ? sheet : sheet.With([carried]);
        }

        return new PrefillPlan(source, questions, sheet);
    }

    /// <summary>The act of carrying over what the plan carries.</summary>
    /// <exception cref="ClientException">NOTHING_TO_PREFILL, and what <see cref="Response"/> refuses.</exception>
    public static Act Of(
        WorkingResponse working, LockedRound round, string by, PrefillSource source, IReadOnlyList<string>? objectives)
    {
        working.Response.RequireWritable(round, readRevision: null);
        var plan = Plan(working, source, objectives);
        var origin = source.Origin;
        var marks = plan.Questions.Where(q => q.Carried is not null).ToDictionary(
            q => q.Id, _ => new PrefillMark(origin, IsConfirmed: false), StringComparer.Ordinal);
        return marks.Count > 0
            ? working.ChangeTo(plan.After, marks, ResponseAction.Prefilled, by, round.Now)
            : throw new ClientException("NOTHING_TO_PREFILL",
                $"No answer of round {origin.Round} carries over: each question is answered already, has changed, or "
                + "is not asked. `prefill` names the reason for each.");
    }

    /// <summary>
    /// The act of saying that prefilled answers still hold: of these questions, or of these sections, or all. Null when
    /// none of them waits for it.
    /// </summary>
    public static Act? Confirm(
        WorkingResponse working,
        LockedRound round,
        string by,
        IReadOnlyList<string>? questions,
        IReadOnlyList<string>? objectives)
    {
        working.Response.RequireWritable(round, readRevision: null);
        var waiting = working.UnconfirmedIn(working.Sections.Named(objectives));
        if (questions is not null)
        {
            RequireKnown(working, questions);
            waiting = [.. waiting.Where(questions.Contains)];
        }

        var marks = waiting.ToDictionary(
            id => id, id => new PrefillMark(working.Stored(id).Origin, IsConfirmed: true), StringComparer.Ordinal);
        return marks.Count == 0
            ? null
            : working.ChangeTo(working.Sheet, marks, ResponseAction.Confirmed, by, round.Now);
    }

    private static (Question? Question, Answer? Carried, PrefillObstacle? Obstacle) Judge(
        WorkingResponse working, AnswerSheet sheet, Questionnaire earlier, Answer answer)
    {
        if (working.Questionnaire.Question(answer.Question) is not { } question)
        {
            return (null, null, PrefillObstacle.QuestionGone);
        }

        if (question.Kind != earlier.Question(answer.Question)!.Kind)
        {
            return (question, null, PrefillObstacle.KindChanged);
        }

        if (sheet.Answer(question.Id) is not null)
        {
            return (question, null, PrefillObstacle.AlreadyAnswered);
        }

        if (working.Response.IsClosed(working.Sections.Of(question.Id).Id))
        {
            return (question, null, PrefillObstacle.Submitted);
        }

        return !sheet.IsAsked(question)
            ? (question, null, PrefillObstacle.NotAsked)
            : Fitting(question, answer) is { } carried
                ? (question, carried, null)
                : (question, null, PrefillObstacle.NoLongerFits);
    }

    // What is left of an answer under the question of today; null when nothing is.
    private static Answer? Fitting(Question question, Answer answer)
    {
        var options = answer.Options.Where(id => question.Option(id) is not null).ToList();
        var chooses = question.Options.Count > 0;
        var text = chooses && !options.Exists(id => question.Option(id)!.TakesText) ? null : answer.Text;
        try
        {
            var fitting = AnswerCheck.Of(question, answer with { Options = options, Text = text });
            return fitting.IsEmpty || (chooses && options.Count == 0) ? null : fitting;
        }
        catch (AnswerRefusedException)
        {
            return null;
        }
    }

    private static void RequireKnown(WorkingResponse working, IReadOnlyList<string> questions)
    {
        if (questions.FirstOrDefault(id => working.Questionnaire.Question(id) is null) is { } unknown)
        {
            throw new AnswerRefusedException(
                "UNKNOWN_QUESTION", unknown, $"'{unknown}' is not a question of {working.Questionnaire.Id}.");
        }
    }
}

/// <summary>Submitted answers of an earlier round that a response may be prefilled from.</summary>
/// <param name="Submitted">The submission that counts there.</param>
/// <param name="Questionnaire">The questionnaire that it answers.</param>
public sealed record PrefillSource(SubmittedResponse Submitted, Questionnaire Questionnaire)
{
    public PrefillOrigin Origin => new(Submitted.Round, Submitted.Municipality, Submitted.Generated);
}

/// <summary>What a prefill would do.</summary>
/// <param name="Source">Where the answers come from.</param>
/// <param name="Questions">Each question that was answered then, in that questionnaire's order.</param>
/// <param name="After">The answers after it.</param>
public sealed record PrefillPlan(PrefillSource Source, IReadOnlyList<PrefilledQuestion> Questions, AnswerSheet After)
{
    public PrefillOrigin Origin => Source.Origin;
}

/// <summary>Whether one earlier answer carries over.</summary>
/// <param name="Id">The question's id.</param>
/// <param name="Question">The question as it is asked now; null when it is gone.</param>
/// <param name="Carried">The answer as it would be saved; null when it does not carry over.</param>
/// <param name="Obstacle">Why not.</param>
/// <param name="IsPartial">A part of the earlier answer is left: an option that is gone, a text beside it.</param>
public sealed record PrefilledQuestion(
    string Id, Question? Question, Answer? Carried, PrefillObstacle? Obstacle, bool IsPartial);

public enum PrefillObstacle
{
    /// <summary>The questionnaire no longer asks it.</summary>
    QuestionGone,

    /// <summary>It takes another kind of answer now.</summary>
    KindChanged,

    /// <summary>None of the chosen options exists any more, or the value is out of range.</summary>
    NoLongerFits,

    /// <summary>Another answer of this round decides that it is not asked.</summary>
    NotAsked,

    /// <summary>There is an answer already.</summary>
    AlreadyAnswered,

    /// <summary>Its objective is submitted.</summary>
    Submitted,
}
