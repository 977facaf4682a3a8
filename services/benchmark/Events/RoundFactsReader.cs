using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Events;

/// <summary>Brings together what a release is computed from.</summary>
public sealed class RoundFactsReader(
    QuestionnaireClient questionnaires,
    ScoringClient scoring,
    ReferenceData reference,
    AreaStore areas,
    ReleaseStore releases,
    ReleaseMemberStore members,
    ShownCellStore cells,
    ShownNames names)
{
    /// <summary>The facts of a round, with the participants in the order of the accepted set.</summary>
    /// <exception cref="InvalidOperationException">What was fetched does not fit together: try again.</exception>
    public async Task<RoundFacts> ReadAsync(
        int round, IReadOnlyList<Scores> accepted, CancellationToken cancellationToken)
    {
        var questionnaire = await QuestionnaireAsync(round, cancellationToken);
        var ruleSet = RuleSetOf(accepted);
        var norms = ruleSet is null ? Norms.OfNobody : await scoring.NormsAsync(ruleSet, cancellationToken);
        await reference.RefreshAreasAsync(cancellationToken);
        var participants = await ParticipantsAsync(accepted, cancellationToken);
        var regions = await areas.VeiligThuisAsync(cancellationToken);
        return new RoundFacts(
            round, questionnaire, ruleSet, norms, participants,
            [.. regions.Select(r => new Group(GroupKind.VeiligThuis, r.Code, r.Name))])
        {
            Participation = await questionnaires.ParticipationAsync(round, cancellationToken),
            Earlier = await EarlierAsync(round, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<EarlierRound>> EarlierAsync(int round, CancellationToken cancellationToken)
    {
        // The latest one: only with that a panel may be shown, so the members of all others stay where they are.
        if (await releases.BeforeAsync(round, cancellationToken) is not [var latest, ..])
        {
            return [];
        }

        var then = (await members.OfAsync([latest.Release], cancellationToken))[latest.Release];
        var earlier = new EarlierRound(latest.Round, latest.Release, [.. then]);
        return [await WithWhatIsOutAsync(earlier, round, cancellationToken)];
    }

    private async Task<EarlierRound> WithWhatIsOutAsync(
        EarlierRound latest, int round, CancellationToken cancellationToken)
    {
        var shown = await cells.OfAsync(latest.Year, cancellationToken);
        var panels = await cells.PanelsOfAsync(latest.Year, cancellationToken);
        return latest with
        {
            Known = await names.KnownAsync(
                latest.Year, latest.Members.Select(m => m.Municipality), cancellationToken),
            Shown = [.. shown.Select(c => (c.Kind, c.Group, c.Objective))],
            IsInPanel = panels.Any(p => p.Other != round),
        };
    }

    private async Task<Questionnaire> QuestionnaireAsync(int round, CancellationToken cancellationToken)
    {
        var rounds = await reference.RoundsAsync([round], cancellationToken);
        return rounds.TryGetValue(round, out var found)
            ? await questionnaires.QuestionnaireAsync(found.Questionnaire, cancellationToken)
            : throw new InvalidOperationException($"Questionnaire does not know round {round}.");
    }

    // Scores by different rules cannot be averaged: the release waits until all come in by the same ones.
    private static string? RuleSetOf(IReadOnlyList<Scores> accepted) =>
        accepted.Select(s => s.RuleSet).Distinct(StringComparer.Ordinal).ToList() switch
        {
            [] => null,
            [var only] => only,
            var several => throw new InvalidOperationException(
                $"The scores were computed by several rule sets: {string.Join(", ", several)}."),
        };

    private async Task<IReadOnlyList<Participant>> ParticipantsAsync(
        IReadOnlyList<Scores> accepted, CancellationToken cancellationToken)
    {
        var municipalities = await areas.MunicipalitiesAsync(accepted.Select(s => s.Municipality), cancellationToken);
        return
        [
            .. accepted.Select(s => new Participant(
                s.Municipality,
                SizeClassOf(municipalities.GetValueOrDefault(s.Municipality)),
                municipalities.GetValueOrDefault(s.Municipality)?.VeiligThuis,
                s.Objectives.ToDictionary(
                    o => o.Objective,
                    o => new ObjectiveScore(o.Anchoring, o.Content, o.Reach, o.Band),
                    StringComparer.Ordinal),
                s.Generated)),
        ];
    }

    private static string? SizeClassOf(Municipality? municipality) =>
        municipality?.SizeClass is { } sizeClass ? Group.OfSizeClass(sizeClass)?.Code : null;
}
