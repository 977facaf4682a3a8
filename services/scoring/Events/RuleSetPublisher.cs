using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;
using Npgsql;

namespace Monitor.Scoring.Events;

/// <summary>Publishes a rule set: for the institute, and for the seeds.</summary>
public sealed class RuleSetPublisher(
    RuleSetStore ruleSets, RecalculationStore recalculations, Outbox outbox, AuditLog audit)
{
    /// <summary>
    /// Freezes the rules, asks for the recalculation of every round of their questionnaires, and tells of it; all in
    /// the caller's transaction. False when the same rules were published before.
    /// </summary>
    /// <param name="transaction">The caller's own.</param>
    /// <param name="rules">Rules that fit their questionnaires.</param>
    /// <param name="body">Their document.</param>
    /// <param name="by">Subject of who publishes; null when seeded.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    /// <exception cref="RuleSetPublishedException">Other rules were published under this id.</exception>
    /// <exception cref="RuleSetVersionException">A questionnaire has rules of this version or a higher one.</exception>
    public async Task<bool> PublishAsync(
        NpgsqlTransaction transaction, RuleSet rules, string body, string? by, CancellationToken cancellationToken)
    {
        if (!await ruleSets.AddAsync(transaction, rules, body, by, cancellationToken))
        {
            return false;
        }

        await recalculations.RequestAsync(transaction, rules, cancellationToken);
        await outbox.AddAsync(
            transaction, RuleSetPublished.Topic, new RuleSetPublished(rules.Id), cancellationToken);
        await audit.AddAsync(
            transaction, new Act(ActKind.RuleSetPublished, of: $"ruleset:{rules.Id}"), cancellationToken);
        return true;
    }
}
