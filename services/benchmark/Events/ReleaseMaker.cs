using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Npgsql;

namespace Monitor.Benchmark.Events;

/// <summary>Makes the release of a closed round of which all scores are here.</summary>
public sealed class ReleaseMaker(
    QuestionnaireClient questionnaires,
    ScoringClient scoring,
    ReferenceData reference,
    AreaStore areas,
    ScoreStore scores,
    ReleaseStore releases,
    Outbox outbox,
    NpgsqlDataSource database,
    ILogger<ReleaseMaker> log)
{
    /// <summary>
    /// Computes the release, then freezes it and tells of it in one transaction; does nothing if another just did.
    /// </summary>
    /// <exception cref="InvalidOperationException">What was fetched does not fit together: try again.</exception>
    public async Task MakeAsync(int round, CancellationToken cancellationToken)
    {
        var accepted = await scores.AcceptedAsync(round, cancellationToken);
        var participants = await ParticipantsAsync(accepted, cancellationToken);
        var release = await ComputeAsync(round, accepted, participants, cancellationToken);
        if (await FreezeAsync(release, participants, cancellationToken))
        {
            log.ReleaseMade(release.Id, accepted.Count);
        }
    }

    private async Task<Release> ComputeAsync(
        int round,
        IReadOnlyList<Scores> accepted,
        IReadOnlyList<Participant> participants,
        CancellationToken cancellationToken)
    {
        var questionnaire = await QuestionnaireAsync(round, cancellationToken);
        var ruleSet = RuleSetOf(accepted);
        var norms = ruleSet is null ? null : await scoring.NormsAsync(ruleSet, cancellationToken);
        var regions = await areas.VeiligThuisAsync(cancellationToken);
        var sheets = await SheetsAsync(round, accepted, cancellationToken);
        var generated = accepted.Any(s => s.Generated);

        var aggregation = new Aggregation(
            participants,
            [.. questionnaire.Objectives.Select(o => o.Id)],
            [.. regions.Select(r => new Group(GroupKind.VeiligThuis, r.Code, r.Name))],
            norms ?? Norms.OfNobody);
        var aggregates = aggregation.All();
        return new Release(
            Release.FirstId(round), round, ruleSet, generated, aggregates,
            [.. questionnaire.Objectives.Select(o => ObjectiveFrequencies.Of(o, sheets, generated))])
        {
            MeasureUse =
            [
                .. questionnaire.Objectives.SelectMany(o => MeasureUse.All(
                    o, RespondentsOf(o.Id, participants, sheets), ShownClasses(o.Id, aggregates), generated)),
            ],
        };
    }

    // Participants and sheets are both in the order of the accepted set.
    private static IReadOnlyList<Respondent> RespondentsOf(
        string objective,
        IReadOnlyList<Participant> participants,
        IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> sheets) =>
    [
        .. participants.Zip(sheets)
            .Where(p => p.First.Scores.ContainsKey(objective))
            .Select(p => new Respondent(p.First.SizeClass, p.First.Scores[objective].Total, p.Second)),
    ];

    private static HashSet<string> ShownClasses(string objective, IReadOnlyList<Aggregate> aggregates) =>
        aggregates
            .Where(a => a.Group.Kind == GroupKind.SizeClass
                && a.Objectives.Any(o => o.Objective == objective && o.Reason is null))
            .Select(a => a.Group.Code!).ToHashSet(StringComparer.Ordinal);

    private async Task<bool> FreezeAsync(
        Release release, IReadOnlyList<Participant> participants, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await PendingReleaseStore.TakeAsync(transaction, release.Round, cancellationToken))
        {
            return false;
        }

        await releases.AddAsync(transaction, release, cancellationToken);
        await ReleaseMemberStore.AddAsync(transaction, release.Id, participants, cancellationToken);
        await outbox.AddAsync(
            transaction, ReleasePublished.Topic, new ReleasePublished(release.Round, release.Id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
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
        await reference.RefreshAreasAsync(cancellationToken);
        var municipalities = await areas.MunicipalitiesAsync(accepted.Select(s => s.Municipality), cancellationToken);
        return
        [
            .. accepted.Select(s => new Participant(
                s.Municipality,
                SizeClassOf(municipalities.GetValueOrDefault(s.Municipality)),
                municipalities.GetValueOrDefault(s.Municipality)?.VeiligThuis,
                s.Band,
                s.Objectives.ToDictionary(
                    o => o.Objective,
                    o => new ObjectiveScore(o.Anchoring, o.Content, o.Reach, o.Band),
                    StringComparer.Ordinal),
                s.Generated)),
        ];
    }

    private static string? SizeClassOf(Municipality? municipality) =>
        municipality?.SizeClass is { } sizeClass ? Group.OfSizeClass(sizeClass)?.Code : null;

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>>> SheetsAsync(
        int round, IReadOnlyList<Scores> accepted, CancellationToken cancellationToken)
    {
        var sheets = (await questionnaires.AnswersAsync(round, cancellationToken))
            .ToDictionary(s => (s.ResponseId, s.Revision), s => s.Ticked);
        return
        [
            .. accepted.Select(s => sheets.TryGetValue((s.ResponseId, s.Revision), out var ticked)
                ? ticked
                : throw new InvalidOperationException(
                    $"The answers of {s.ResponseId} revision {s.Revision} are not among those of round {round}.")),
        ];
    }
}
