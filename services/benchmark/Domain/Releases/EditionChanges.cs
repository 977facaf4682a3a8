namespace Monitor.Benchmark.Domain;

/// <summary>
/// What a new edition of a release changes in the municipalities behind its figures. Who has both editions sees the
/// difference, so a cell that only a few of its municipalities changed must not be shown again.
/// </summary>
/// <param name="before">Who the edition before is made of, with their groups and points of then.</param>
/// <param name="after">Who the new one is made of.</param>
public sealed class EditionChanges(IReadOnlyList<Participant> before, IReadOnlyList<Participant> after)
{
    private readonly IReadOnlyList<(Participant? Before, Participant? After)> changed = Changed(before, after);

    public bool IsNone => changed.Count == 0;

    /// <summary>
    /// How many municipalities came into a cell, went from it, or have other points there than before: 0 where the cell
    /// is about the same answers, scored the same.
    /// </summary>
    /// <param name="group">The country, or a group of any kind.</param>
    /// <param name="objective">Id; null for all objectives together.</param>
    /// <param name="ofAnswers">Leaves points out: answers stay what they were when they are scored again.</param>
    public int Count(Group group, string? objective, bool ofAnswers = false) => changed.Count(m =>
        Differs(
            m.Before is not null && group.Holds(m.Before) ? m.Before : null,
            m.After is not null && group.Holds(m.After) ? m.After : null,
            objective,
            ofAnswers));

    /// <summary>Those that changed something there, in the groups that they are in; one that moved twice.</summary>
    /// <param name="objective">Id; null for all objectives together.</param>
    /// <param name="ofAnswers">Leaves points out.</param>
    public IEnumerable<Participant> Of(string? objective, bool ofAnswers) => changed.SelectMany(m =>
    {
        var moved = m.Before is not null && m.After is not null && !SameGroups(m.Before, m.After);
        return !moved && !Differs(m.Before, m.After, objective, ofAnswers)
            ? Enumerable.Empty<Participant>()
            : new[] { m.After, m.After is null || moved ? m.Before : null }
                .OfType<Participant>().Where(p => objective is null || p.Scores.ContainsKey(objective));
    });

    /// <summary>How each place, a size class and a region, differs between the two; nobody moves within one.</summary>
    /// <param name="objective">Id; null for all objectives together.</param>
    /// <param name="ofAnswers">Leaves points out.</param>
    /// <param name="known">Codes of those whose values all may know: they are left out.</param>
    public IReadOnlyDictionary<(string Class, string Region), ChangedPlace> Places(
        string? objective, bool ofAnswers, IReadOnlySet<string> known)
    {
        var later = after.ToDictionary(p => p.Municipality, StringComparer.Ordinal);
        var earlier = before.ToDictionary(p => p.Municipality, StringComparer.Ordinal);
        var places = new Dictionary<(string, string), ChangedPlace>();
        foreach (var municipality in earlier.Keys.Union(later.Keys).Where(m => !known.Contains(m)))
        {
            var (then, now) = (
                In(earlier.GetValueOrDefault(municipality), objective),
                In(later.GetValueOrDefault(municipality), objective));
            var moved = then is not null && now is not null && !SameGroups(then, now);
            var differs = Differs(then, now, objective, ofAnswers);
            foreach (var place in new[] { then, now }.OfType<Participant>().Select(Layer.PlaceOf).Distinct())
            {
                places[place] = places.GetValueOrDefault(place).With(then is not null, now is not null, differs, moved);
            }
        }

        return places;
    }

    // As far as it is about an objective; of all together, about any.
    private static Participant? In(Participant? participant, string? objective) =>
        participant is null
        || (objective is null ? participant.Scores.Count == 0 : !participant.Scores.ContainsKey(objective))
            ? null : participant;

    private static bool Differs(Participant? earlier, Participant? later, string? objective, bool ofAnswers) =>
        (objective, ofAnswers) switch
        {
            (null, true) => (earlier is null) != (later is null)
                || (earlier is not null && !SameObjectives(earlier, later!)),
            (null, false) => (earlier is null) != (later is null)
                || (earlier is not null && !SameScores(earlier, later!)),
            (_, true) => (PointsOf(earlier, objective) is null) != (PointsOf(later, objective) is null),
            (_, false) => PointsOf(earlier, objective) != PointsOf(later, objective),
        };

    private static IReadOnlyList<(Participant?, Participant?)> Changed(
        IReadOnlyList<Participant> before, IReadOnlyList<Participant> after)
    {
        var earlier = before.ToDictionary(p => p.Municipality, StringComparer.Ordinal);
        var later = after.ToDictionary(p => p.Municipality, StringComparer.Ordinal);
        return
        [
            .. earlier.Keys.Union(later.Keys)
                .Select(m => (Before: earlier.GetValueOrDefault(m), After: later.GetValueOrDefault(m)))
                .Where(m => m.Before is null || m.After is null || !SameGroups(m.Before, m.After)
                    || !SameScores(m.Before, m.After)),
        ];
    }

    private static bool SameGroups(Participant one, Participant other) =>
        one.SizeClass == other.SizeClass && one.VeiligThuis == other.VeiligThuis;

    private static bool SameObjectives(Participant one, Participant other) =>
        one.Scores.Count == other.Scores.Count && one.Scores.Keys.All(other.Scores.ContainsKey);

    private static bool SameScores(Participant one, Participant other) =>
        one.Scores.Count == other.Scores.Count
        && one.Scores.Keys.All(o => PointsOf(one, o) == PointsOf(other, o));

    private static (decimal, decimal, decimal)? PointsOf(Participant? participant, string objective) =>
        participant?.Scores.GetValueOrDefault(objective) is { } s ? (s.Anchoring, s.Content, s.Reach) : null;
}
