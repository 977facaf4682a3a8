namespace Monitor.Benchmark.Domain;

/// <summary>
/// Makes the aggregates of a release: the country's and those of both partitions. Counts are exact for the country and
/// rounded to 5 below it, so that they cannot be subtracted; which groups are shown is decided on exact ones.
/// </summary>
public sealed class Aggregation(
    IReadOnlyList<Participant> participants,
    IReadOnlyList<string> objectives,
    IReadOnlyList<Group> regions,
    Norms norms)
{
    private readonly IReadOnlyList<Group> groups = [.. Group.SizeClasses, .. regions];

    public IReadOnlyList<Aggregate> All()
    {
        var shown = ShownCells.Of(participants, objectives, groups);
        return
        [
            OfGroup(Group.Country, shown, counted: exact => exact),
            .. groups.Select(g => OfGroup(g, shown, Rounding.ToFive)),
        ];
    }

    private Aggregate OfGroup(Group group, ShownCells shown, Func<int, int> counted) =>
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
        [.. objectives.Select(o => OfObjective(o, members, isShown(o), counted))],
        [.. Enum.GetValues<Band>().Select(b => new BandCount(b, counted(members.Count(m => m.AverageBand == b))))],
        members.Any(m => m.Generated));

    // The flag is the round's and tells nothing about who is in the group.
    private Aggregate Suppressed(Group group) =>
        new(group, null, SuppressionReason.TooFew, [], [], participants.Any(p => p.Generated));

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
        return new ObjectiveAggregate(objective, counted(scores.Count), null, mean, norms.BandOf(total));
    }
}
