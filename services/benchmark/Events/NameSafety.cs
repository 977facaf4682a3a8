using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Events;

/// <summary>
/// Tells whether a name can stand beside the figures of a round that are out: those of all that took part, those of the
/// ones that answered another round too, and what remains of the first without the second.
/// </summary>
public sealed class NameSafety(ShownCellStore cells, ReleaseMemberStore members, ReleasedRoundStore rounds)
{
    /// <summary>Whether all others stay as safe as <see cref="Naming"/> has them.</summary>
    /// <param name="release">Current release of the round.</param>
    /// <param name="municipality">Code of the one to be named.</param>
    /// <param name="known">Codes of those known already.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> CanBeNamedAsync(
        string release, string municipality, IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        var released = await rounds.AllAsync(cancellationToken);
        var round = released.Single(r => r.Release == release).Round;
        var all = Participants((await members.OfAsync([release], cancellationToken))[release]);
        var shown = await cells.OfAsync(round, cancellationToken);
        if (!CanBeNamed(all, shown, municipality, known))
        {
            return false;
        }

        foreach (var panel in (await cells.PanelsOfAsync(round, cancellationToken))
            .GroupBy(p => (p.Other, p.IsOtherLater)))
        {
            var others = released.Single(r => r.Round == panel.Key.Other).Release;
            var both = (await members.OfAsync([others], cancellationToken))[others].ToList();
            IReadOnlyList<ShownCell> told = [.. panel.Select(p => p.Cell)];
            var knownThen = known.Append(municipality).ToHashSet(StringComparer.Ordinal);
            if (!told.All(t => PanelDecision.IsSafe(
                    t.Objective,
                    all,
                    knownThen,
                    PanelDecision.PanelOf(t.Objective, all, both.Select(m => m.ToParticipant())),
                    Tellings.Of(shown.Select(s => (s.Kind, s.Group, s.Objective)), t.Objective)))
                || !CanBeNamed(InBoth(all, both, panel.Key.IsOtherLater), told, municipality, known)
                || !CanBeNamed(
                    [.. all.ExceptBy(both.Select(m => m.Municipality), p => p.Municipality)],
                    [.. shown.IntersectBy(told.Select(t => (t.Group, t.Objective)), s => (s.Group, s.Objective))
                        .Where(s => s.Kind is FigureKind.Numbers or FigureKind.Parts)],
                    municipality,
                    known))
            {
                return false;
            }
        }

        return true;
    }

    private static bool CanBeNamed(
        IReadOnlyList<Participant> participants,
        IReadOnlyList<ShownCell> shown,
        string municipality,
        IReadOnlySet<string> known) =>
        Naming.CanBeNamed(
            participants, known, municipality, [.. shown.Select(s => (s.Kind, s.Group, s.Objective))]);

    // On the objectives that both rounds have of them; in the groups of the later round.
    private static IReadOnlyList<Participant> InBoth(
        IReadOnlyList<Participant> all, IReadOnlyList<ReleaseMember> others, bool areOthersLater)
    {
        var byCode = others.ToDictionary(m => m.Municipality, StringComparer.Ordinal);
        return
        [
            .. all.Where(p => byCode.ContainsKey(p.Municipality))
                .Select(p => (Participant: p, Other: byCode[p.Municipality]))
                .Select(p => p.Participant with
                {
                    SizeClass = areOthersLater ? p.Other.SizeClass : p.Participant.SizeClass,
                    VeiligThuis = areOthersLater ? p.Other.VeiligThuis : p.Participant.VeiligThuis,
                    Scores = On(p.Participant, p.Other),
                }),
        ];
    }

    private static Dictionary<string, ObjectiveScore> On(Participant participant, ReleaseMember other) =>
        participant.Scores.Where(s => other.Scores.ContainsKey(s.Key))
            .ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);

    // Bands play no part in what is asked here, nor does who generated the answers.
    private static IReadOnlyList<Participant> Participants(IEnumerable<ReleaseMember> members) =>
    [
        .. members.Select(m => new Participant(
            m.Municipality,
            m.SizeClass,
            m.VeiligThuis,
            m.Scores.ToDictionary(
                s => s.Key,
                s => new ObjectiveScore(s.Value.Anchoring, s.Value.Content, s.Value.Reach, Band.Orange),
                StringComparer.Ordinal),
            Generated: false)),
    ];
}
