using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Monitor.Hosting;
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
    AuditLog audit,
    NpgsqlDataSource database,
    ILogger<ReleaseMaker> log)
{
    /// <summary>
    /// Computes the release, then freezes it and tells of it in one transaction; does nothing if another just did.
    /// </summary>
    /// <exception cref="InvalidOperationException">What was fetched does not fit together: try again.</exception>
    public async Task MakeAsync(int round, CancellationToken cancellationToken)
    {
        var accepted = await scores.AcceptedAsync(round, withoutWithdrawn: false, cancellationToken);
        var facts = await FactsAsync(round, accepted, cancellationToken);
        var release = await ComputeAsync(Release.FirstId(round), facts, accepted, before: null, cancellationToken);
        if (await FreezeAsync(release, facts, cancellationToken))
        {
            log.ReleaseMade(release.Id, accepted.Count);
        }
    }

    /// <summary>The facts of a round as they are now, with the names that are known.</summary>
    internal async Task<RoundFacts> FactsAsync(
        int round, IReadOnlyList<Scores> accepted, CancellationToken cancellationToken)
    {
        var facts = await rounds.ReadAsync(round, accepted, cancellationToken);
        var known = await names.KnownAsync(
            round, facts.Participants.Select(p => p.Municipality), cancellationToken);
        return facts with { Known = known };
    }

    /// <summary>Computes an edition.</summary>
    /// <param name="id">Its own.</param>
    /// <param name="facts">Of the round.</param>
    /// <param name="accepted">The scores that it is made of, in the order of the participants.</param>
    /// <param name="before">What the editions before show and what changed since; null for the first one.</param>
    /// <param name="cancellationToken">Ends the wait for answers.</param>
    internal async Task<Release> ComputeAsync(
        string id,
        RoundFacts facts,
        IReadOnlyList<Scores> accepted,
        EditionsBefore? before,
        CancellationToken cancellationToken)
    {
        var shown = ReleaseComputation.Shown(facts, before?.Changes, before?.Shown);
        var answers = new RoundAnswers(facts, shown);
        await AddAnswersAsync(answers, facts.Round, accepted, cancellationToken);
        var release = ReleaseComputation.Of(id, facts, shown, answers);
        var suppressed = release.Suppressed.OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Value}");
        log.CellsSuppressed(id, string.Join(", ", suppressed));
        return release;
    }

    /// <summary>Adds an edition with all that belongs to it, makes it the current one, and tells of it.</summary>
    internal async Task AddAsync(
        NpgsqlTransaction transaction, Release release, RoundFacts facts, CancellationToken cancellationToken)
    {
        await releases.AddAsync(transaction, release, cancellationToken);
        await ReleaseMemberStore.AddAsync(transaction, release.Id, facts.Participants, cancellationToken);
        await ShownNames.FreezeAsync(transaction, release.Id, facts.Known, cancellationToken);
        await outbox.AddAsync(
            transaction, ReleasePublished.Topic, new ReleasePublished(release.Round, release.Id), cancellationToken);
        await audit.AddAsync(
            transaction, new Act(ActKind.ReleasePublished, of: $"release:{release.Id}"), cancellationToken);
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

        await AddAsync(transaction, release, facts, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
