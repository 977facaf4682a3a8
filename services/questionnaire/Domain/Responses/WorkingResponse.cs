namespace Monitor.Questionnaire.Domain;

/// <summary>
/// A response as officers work on it: its state and its saved answers together. Acts on it are worked out here and in
/// <see cref="Saving"/>, <see cref="Prefilling"/>, <see cref="Undoing"/> and <see cref="Submitting"/>, and written
/// elsewhere.
/// </summary>
public sealed class WorkingResponse
{
    private readonly Dictionary<string, StoredAnswer> answers;

    public WorkingResponse(Response response, Questionnaire questionnaire, IEnumerable<StoredAnswer> answers)
    {
        Response = response;
        Questionnaire = questionnaire;
        this.answers = answers.ToDictionary(a => a.Answer.Question, StringComparer.Ordinal);
        Sheet = new AnswerSheet(questionnaire, this.answers.Values.Select(a => a.Answer));
        Sections = new Sections(questionnaire);
    }

    public Response Response { get; }

    public Questionnaire Questionnaire { get; }

    /// <summary>The answers that are there, as they fit together.</summary>
    public AnswerSheet Sheet { get; }

    public Sections Sections { get; }

    /// <summary>What is kept for a question, also when it was cleared or never answered.</summary>
    public StoredAnswer Stored(string question) => answers.GetValueOrDefault(question) ?? StoredAnswer.None(question);

    /// <summary>The answers that are there, in the order of the questionnaire.</summary>
    public IReadOnlyList<StoredAnswer> Answered => [.. Sheet.Answers.Select(a => Stored(a.Question))];

    /// <summary>Questions of these sections whose prefilled answer nobody confirmed.</summary>
    public IReadOnlyList<string> UnconfirmedIn(IEnumerable<Section> sections) =>
        [.. sections.SelectMany(s => s.Questions).Select(q => q.Id).Where(id => Stored(id).IsUnconfirmed)];

    /// <summary>
    /// The act of bringing the answers to those of another sheet: each question whose value or marks differ gets the
    /// new revision. An act that changes nothing has nothing written.
    /// </summary>
    /// <param name="after">The answers after the act.</param>
    /// <param name="marks">Origins to keep, by question; others are an officer's own.</param>
    /// <param name="action">What the history calls it.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="now">By the database's clock.</param>
    /// <exception cref="AlreadySubmittedException">It would change a section that is submitted.</exception>
    public Act ChangeTo(
        AnswerSheet after,
        IReadOnlyDictionary<string, PrefillMark> marks,
        ResponseAction action,
        string by,
        DateTimeOffset now)
    {
        var next = Response.Next();
        List<StoredAnswer> written = [];
        List<QuestionChange> changes = [];
        foreach (var question in Questionnaire.Questions.Select(q => q.Id))
        {
            var before = Stored(question);
            var value = after.Answer(question) ?? new Answer(question, [], null, null);
            var isSame = value.Equals(before.Answer);
            var earlier = new PrefillMark(before.Origin, before.IsConfirmed);
            var mark = marks.GetValueOrDefault(question) ?? (isSame ? earlier : PrefillMark.None);
            if (isSame && mark == earlier)
            {
                continue;
            }

            var changed = new StoredAnswer(value, next.Revision, now, by, mark.Origin, mark.IsConfirmed);
            written.Add(changed);
            changes.Add(new QuestionChange(question, ChangeKind.Answer, HeldValue.Of(before), HeldValue.Of(changed)));
        }

        RequireOpen(written);
        return new Act(
            next, written, new ResponseChange(Response.Id, now, by, action, next.Revision, null, [], changes));
    }

    private void RequireOpen(List<StoredAnswer> written)
    {
        var sections = written.Select(w => Sections.Of(w.Answer.Question).Id).Distinct();
        var closed = sections.Where(Response.IsClosed).ToList();
        if (closed.Count > 0)
        {
            throw new AlreadySubmittedException(Response.SubmittedRevision!.Value, closed);
        }
    }
}

/// <summary>Whether an answer came from an earlier round, and was confirmed since.</summary>
public sealed record PrefillMark(PrefillOrigin? Origin, bool IsConfirmed)
{
    public static PrefillMark None { get; } = new(null, IsConfirmed: true);
}

/// <summary>What an act leaves behind.</summary>
/// <param name="Response">The response after it.</param>
/// <param name="Written">The answers that it changed.</param>
/// <param name="Change">Its line in the history.</param>
public sealed record Act(Response Response, IReadOnlyList<StoredAnswer> Written, ResponseChange Change);
