using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

/// <summary>A response in memory, and acts on it one after the other.</summary>
internal sealed class Working
{
    public static readonly DateTimeOffset Noon = new(2018, 10, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly List<StoredAnswer> answers = [];
    private readonly Questionnaire.Domain.Questionnaire questionnaire;

    public Working(Questionnaire.Domain.Questionnaire? form = null)
    {
        questionnaire = form ?? Seeds.Questionnaire;
        Response = Response.Start(Guid.NewGuid(), "GM0153", Open);
    }

    public static LockedRound Open { get; } = new(
        new Round(2018, RoundStatus.Open, Seeds.Questionnaire.Id, 2017, Noon.AddDays(-4), null, Generated: false),
        Noon);

    public Response Response { get; private set; }

    /// <summary>The submission that counts.</summary>
    public SubmittedResponse? Counting { get; private set; }

    public WorkingResponse Now => new(Response, questionnaire, answers);

    public Progress Progress => Progress.Of(Now);

    /// <summary>Applies an act; null does nothing.</summary>
    public Act? Do(Act? act)
    {
        if (act is not null)
        {
            Response = act.Response;
            answers.RemoveAll(a => act.Written.Any(w => w.Answer.Question == a.Answer.Question));
            answers.AddRange(act.Written);
        }

        return act;
    }

    /// <summary>Saves one answer, having read this revision of it.</summary>
    public Act? Save(string by, int read, string question, params string[] options) =>
        Do(Saving.Of(Now, Open, by, [new GivenAnswer(new Answer(question, options, null, null), read)], null));

    public SubmittedResponse Submit(params string[] objectives)
    {
        var (act, submitted) = Submitting.Submit(
            Now, Counting, Open, "jan", Response.Revision, objectives.Length == 0 ? null : objectives);
        Do(act);
        return Counting = submitted;
    }

    public Act Reopen(params string[] objectives) => Do(Submitting.Reopen(
        Now, Open, "jan", Response.Revision, objectives.Length == 0 ? null : objectives, Reason.Of("fout")))!;

    public void Withdraw()
    {
        Do(Submitting.Withdraw(Now, Open, "jan", Response.Revision, Reason.Of("fout")));
        Counting = null;
    }

    public Act Undo(Act act, string by = "jan") => Do(Undoing.Of(Now, Open, by, act.Change))!;

    public Act Prefill(params Answer[] earlier) =>
        Do(Prefilling.Of(Now, Open, "jan", From(Seeds.Questionnaire, earlier), null))!;

    public static PrefillSource From(Questionnaire.Domain.Questionnaire form, params Answer[] earlier) => new(
        new SubmittedResponse(Guid.NewGuid(), 2, 2017, "GM0153", form.Id, Generated: true, Noon.AddYears(-1), earlier),
        form);

    public static Answer Chosen(string question, params string[] options) => new(question, options, null, null);
}
