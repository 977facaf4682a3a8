namespace Monitor.Benchmark.Domain;

/// <summary>
/// Makes the aggregates of a release: the country's and those of both partitions. Counts are exact for the country and
/// rounded to 5 below it, so that they cannot be subtracted; which groups are shown is decided on exact ones.
/// </summary>
public sealed class Aggregation(RoundFacts facts, ShownCells shown)
{
    private readonly IReadOnlyList<Participant> participants = facts.Participants;

    public IReadOnlyList<Aggregate> All() =>
    [
        OfGroup(Group.Country, counted: exact => exact),
        .. facts.Groups.Where(IsKept).Select(g => OfGroup(g, Rounding.ToFive)),
    ];

    // Of crossings, most are withheld: an absent one answers the same.
    private bool IsKept(Group group) =>
        group.Kind != GroupKind.SizeClassInVeiligThuis || shown.Shows(FigureKind.Numbers, group, objective: null);

    private Aggregate OfGroup(Group group, Func<int, int> counted) =>
        shown.Shows(FigureKind.Numbers, group, objective: null)
            ? Shown(
                group,
                [.. participants.Where(group.Holds)],
                objective => shown.Shows(FigureKind.Numbers, group, objective),
                counted)
            : Suppressed(group);

    private Aggregate Shown(
        Group group, IReadOnlyList<Participant> members, Func<string, bool> isShown, Func<int, int> counted) => new(
        group,
        counted(members.Count),
        Reason: null,
        [.. facts.Objectives.Select(o => OfObjective(o, members, isShown(o), counted))],
        [.. Enum.GetValues<Band>().Select(b => new BandCount(b, counted(members.Count(m => m.AverageBand == b))))],
        members.Any(m => m.Generated));

    // The flag is the round's and tells nothing about who is in the group.
    private Aggregate Suppressed(Group group) =>
        new(group, null, SuppressionReason.TooFew, [], [], facts.Generated);

    private ObjectiveAggregate OfObjective(
        string objective, IReadOnlyList<Participant> members, bool isShown, Func<int, int> counted)
    {
        var scores = members.Select(m => m.Scores.GetValueOrDefault(objective)).OfType<ObjectiveScore>().ToList();
        if (!isShown)
        {
            return new ObjectiveAggregate(objective, null, SuppressionReason.TooFew, null, null);
        }

        var total = scores.Average(s => s.Total);
        var mean = new MeanScore(
            Rounding.Whole(scores.Average(s => s.Anchoring)),
            Rounding.Whole(scores.Average(s => s.Content)),
            Rounding.Whole(scores.Average(s => s.Reach)),
            Rounding.Whole(total));
        return new ObjectiveAggregate(objective, counted(scores.Count), null, mean, facts.Norms.BandOf(total));
    }
}
