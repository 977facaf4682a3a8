using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Npgsql;

namespace Monitor.Benchmark.Events;

/// <summary>Makes the release of a closed round of which all scores are here.</summary>
public sealed class ReleaseMaker(
    RoundFactsReader rounds,
    QuestionnaireClient questionnaires,
    ScoreStore scores,
    ReleaseStore releases,
    ShownNames names,
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
        var facts = await rounds.ReadAsync(round, accepted, cancellationToken);
        var known = await names.KnownAsync(
            round, facts.Participants.Select(p => p.Municipality), cancellationToken);
        facts = facts with { Known = known };
        var release = await ComputeAsync(facts, accepted, cancellationToken);
        if (await FreezeAsync(release, facts, cancellationToken))
        {
            log.ReleaseMade(release.Id, accepted.Count);
        }
    }

    private async Task<Release> ComputeAsync(
        RoundFacts facts, IReadOnlyList<Scores> accepted, CancellationToken cancellationToken)
    {
        var shown = ReleaseComputation.Shown(facts);
        var answers = new RoundAnswers(facts, shown);
        await AddAnswersAsync(answers, facts.Round, accepted, cancellationToken);
        return ReleaseComputation.Of(Release.FirstId(facts.Round), facts, shown, answers);
    }

    private async Task AddAnswersAsync(
        RoundAnswers answers, int round, IReadOnlyList<Scores> accepted, CancellationToken cancellationToken)
    {
        var places = accepted.Index().ToDictionary(
            a => (a.Item.ResponseId, a.Item.Revision), a => a.Index);
        await foreach (var answered in questionnaires.AnswersAsync(round, cancellationToken))
        {
            if (places.Remove((answered.ResponseId, answered.Revision), out var place))
            {
                answers.Add(place, answered.Sheet);
            }
        }

        if (places.Keys.FirstOrDefault() is (not null, _) and var (response, revision))
        {
            throw new InvalidOperationException(
                $"The answers of {response} revision {revision} are not among those of {round}.");
        }
    }

    private async Task<bool> FreezeAsync(
        Release release, RoundFacts facts, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await PendingReleaseStore.TakeAsync(transaction, release.Round, cancellationToken))
        {
            return false;
        }

        await releases.AddAsync(transaction, release, cancellationToken);
        await ReleaseMemberStore.AddAsync(transaction, release.Id, facts.Participants, cancellationToken);
        await ShownNames.FreezeAsync(transaction, release.Id, facts.Known, cancellationToken);
        await outbox.AddAsync(
            transaction, ReleasePublished.Topic, new ReleasePublished(release.Round, release.Id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
