namespace Monitor.Benchmark.Domain;

/// <summary>
/// Computes how the same municipalities scored in an earlier round and in this one: for every cell and every earlier
/// round of which that is shown.
/// </summary>
/// <remarks>
/// An average over objectives is compared only where both rounds ask the same ones: else it would be of other things.
/// </remarks>
/// <param name="facts">Of the later round.</param>
/// <param name="shows">Whether a kind of figure is shown of a group, on an objective, since an earlier round.</param>
/// <param name="counted">A count as it is shown.</param>
internal sealed class PanelComputation(
    RoundFacts facts,
    Func<FigureKind, Group, string?, int?, bool> shows,
    Func<int, Group, string?, int> counted)
{
    public IReadOnlyList<CellPanel> All() => [.. facts.Earlier.SelectMany(Since)];

    private List<CellPanel> Since(EarlierRound earlier)
    {
        var isAlike = earlier.Objectives.SetEquals(facts.Objectives);
        string?[] wanted =
        [
            .. facts.Objectives.Append(null).Where(o => (o is not null || isAlike) && IsShownAnywhere(o, earlier.Year)),
        ];
        return wanted.Length == 0 ? [] : Since(earlier, wanted);
    }

    private bool IsShownAnywhere(string? objective, int since) =>
        facts.Groups.Prepend(Group.Country).Any(g => shows(FigureKind.Panel, g, objective, since));

    private List<CellPanel> Since(EarlierRound earlier, string?[] wanted)
    {
        var then = earlier.Members.ToDictionary(m => m.Municipality, StringComparer.Ordinal);
        var both = facts.Participants.Where(p => then.ContainsKey(p.Municipality)).ToList();
        var before = ScoreColumn.All([.. both.Select(p => AsOf(p, then[p.Municipality]))], facts.Objectives);
        var after = ScoreColumn.All(both, facts.Objectives);
        var memberships = new Memberships(both, facts.Groups);
        var panels = new List<CellPanel>();
        foreach (var (earlierColumn, column) in before.Zip(after))
        {
            if (wanted.Contains(column.Objective))
            {
                Add(panels, earlier.Year, memberships, earlierColumn, column);
            }
        }

        return panels;
    }

    private static Participant AsOf(Participant participant, ReleaseMember member) => participant with
    {
        Scores = member.Scores.ToDictionary(
            s => s.Key,
            s => new ObjectiveScore(s.Value.Anchoring, s.Value.Content, s.Value.Reach, Band.Red),
            StringComparer.Ordinal),
    };

    private void Add(
        List<CellPanel> panels, int since, Memberships memberships, ScoreColumn before, ScoreColumn after)
    {
        var common = before.Rows.Intersect(after.Rows).ToArray();
        var (earlier, later) = (new GroupSums(memberships, before, common), new GroupSums(memberships, after, common));
        foreach (var (number, group) in memberships.Groups.Index())
        {
            if (later.Counts[number] >= Disclosure.Fewest
                && shows(FigureKind.Panel, group, after.Objective, since))
            {
                var withParts = shows(FigureKind.PanelParts, group, after.Objective, since);
                panels.Add(new CellPanel(
                    group,
                    after.Objective,
                    since,
                    counted(later.Counts[number], group, after.Objective),
                    MeansOf(earlier, number, withParts),
                    MeansOf(later, number, withParts)));
            }
        }
    }

    private static IReadOnlyList<int?> MeansOf(GroupSums sums, int group, bool withParts) =>
    [
        .. Components.Every.Select(c => withParts || c == Components.All
            ? Rounding.Whole(sums.Mean(group, c))
            : (int?)null),
    ];
}
