namespace Monitor.Questionnaire.Domain;

/// <summary>What is submitted, reopened and confirmed together: an objective, or the extra questions.</summary>
/// <param name="Id">The objective's id, or <see cref="Extra"/>.</param>
/// <param name="Objective">Null for the extra questions.</param>
/// <param name="Questions">In the order in which they are asked.</param>
public sealed record Section(string Id, Objective? Objective, IReadOnlyList<Question> Questions)
{
    /// <summary>The id under which the extra questions are submitted.</summary>
    public const string Extra = "extra";
}

/// <summary>A questionnaire in sections: its objectives in order, then the extra questions where it has any.</summary>
public sealed class Sections
{
    private readonly Dictionary<string, Section> byId;
    private readonly Dictionary<string, Section> byQuestion;
    private readonly string questionnaire;

    public Sections(Questionnaire questionnaire)
    {
        this.questionnaire = questionnaire.Id;
        List<Section> all = [.. questionnaire.Objectives.Select(o => new Section(o.Id, o, o.Questions))];
        if (questionnaire.ExtraQuestions.Count > 0)
        {
            all.Add(new Section(Section.Extra, null, questionnaire.ExtraQuestions));
        }

        All = all;
        byId = all.ToDictionary(s => s.Id, StringComparer.Ordinal);
        byQuestion = all.SelectMany(s => s.Questions, (section, question) => (section, question.Id))
            .ToDictionary(q => q.Id, q => q.section, StringComparer.Ordinal);
    }

    public IReadOnlyList<Section> All { get; }

    /// <summary>The section that a question is in.</summary>
    public Section Of(string questionId) => byQuestion[questionId];

    /// <summary>The sections with these ids, in the questionnaire's order; all when none are named.</summary>
    /// <exception cref="ClientException">UNKNOWN_OBJECTIVE: the questionnaire has no such section.</exception>
    public IReadOnlyList<Section> Named(IReadOnlyList<string>? ids)
    {
        if (ids is null)
        {
            return All;
        }

        return ids.FirstOrDefault(id => !byId.ContainsKey(id)) is { } unknown
            ? throw new ClientException(
                "UNKNOWN_OBJECTIVE", $"'{unknown}' is not an objective of {questionnaire}; `{Section.Extra}` names its "
                + "extra questions.")
            : [.. All.Where(s => ids.Contains(s.Id))];
    }

    /// <summary>These ids and those, each once, in the questionnaire's order.</summary>
    public IReadOnlyList<string> Together(IEnumerable<string> ids, IEnumerable<string> others)
    {
        var both = ids.Concat(others).ToHashSet(StringComparer.Ordinal);
        return [.. All.Select(s => s.Id).Where(both.Contains)];
    }
}
