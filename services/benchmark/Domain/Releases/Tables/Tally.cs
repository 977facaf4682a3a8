namespace Monitor.Benchmark.Domain;

/// <summary>
/// Counts the answers of a round for every group at once, one sheet at a time: what it holds grows with groups and
/// options, not with sheets.
/// </summary>
public sealed class Tally
{
    private readonly IReadOnlyList<Group> groups;
    private readonly IReadOnlyList<ObjectiveTally> objectives;
    private readonly ExtraTally extra;
    private readonly OptionTally policyNumbers;

    // Members of the same groups are many: which groups these are is looked up once.
    private readonly Dictionary<(string?, string?), IReadOnlyList<int>> groupsOf = [];

    /// <param name="questionnaire">Of the round.</param>
    /// <param name="groups">All groups below the country.</param>
    public Tally(Questionnaire questionnaire, IReadOnlyList<Group> groups)
    {
        this.groups = [Group.Country, .. groups];
        objectives = [.. questionnaire.Objectives.Select(o => new ObjectiveTally(o, this.groups))];
        extra = new ExtraTally(questionnaire.ExtraQuestions, this.groups);
        policyNumbers = new OptionTally(
            this.groups, [.. Enumerable.Range(0, questionnaire.Objectives.Count + 1).Select(Name)]);
    }

    /// <summary>Counts what one participant answered.</summary>
    public void Add(Participant participant, Sheet sheet)
    {
        var of = GroupsOf(participant);
        var answers = objectives.Select(o => o.Add(of, sheet)).Where(a => a.IsAnswered).ToList();
        if (answers.Count > 0)
        {
            policyNumbers.Add(of, [Name(answers.Count(a => a.IsInPolicy))]);
        }

        var scores = participant.Scores.Values;
        extra.Add(of, sheet, scores.Any() ? scores.Average(s => s.Total) : null);
    }

    /// <summary>The tables of every group, the country first, with what may be shown of them.</summary>
    public IReadOnlyList<GroupTables> Shown(ShownCells cells, bool generated)
    {
        var frequencies = objectives.Select(o => o.Shown(cells, generated)).ToList();
        var numbers = cells.Counts(policyNumbers.Table(objective: null, isSingle: true));
        var extras = extra.Shown(cells);
        return
        [
            .. groups.Index().Select(g => new GroupTables(
                g.Item,
                [.. frequencies.Select(f => f[g.Index])],
                numbers.TryGetValue(g.Item, out var shown) ? PolicyNumbers.Of(shown) : PolicyNumbers.TooFew,
                extras[g.Index],
                generated)),
        ];
    }

    private static string Name(int objectives) => $"{objectives}";

    private IReadOnlyList<int> GroupsOf(Participant participant)
    {
        var key = (participant.SizeClass, participant.VeiligThuis);
        if (!groupsOf.TryGetValue(key, out var found))
        {
            groupsOf[key] = found = [.. groups.Index().Where(g => g.Item.Holds(participant)).Select(g => g.Index)];
        }

        return found;
    }
}

/// <summary>All tables of one group.</summary>
/// <param name="Group">Which.</param>
/// <param name="Frequencies">Of each objective, in their order.</param>
/// <param name="PolicyNumbers">How many have how many objectives in policy.</param>
/// <param name="Extra">Null where the questionnaire has no extra questions.</param>
/// <param name="Generated">Whether answers of the round are generated.</param>
public sealed record GroupTables(
    Group Group,
    IReadOnlyList<ObjectiveFrequencies> Frequencies,
    PolicyNumbers PolicyNumbers,
    ExtraAnswers? Extra,
    bool Generated);
