using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>Decisions to take part or not: rows beside those of the consents, added and never changed.</summary>
public static class ParticipationStore
{
    /// <summary>How <c>consents</c> and <c>consent.changed</c> call it.</summary>
    public const string Kind = "PARTICIPATION";

    public static async Task<Participation> OfAsync(
        ActingTransaction acting, string municipality, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT revision, granted, decided_at, decided_by FROM consents
            WHERE municipality_code = $1 AND kind = 'PARTICIPATION' ORDER BY revision DESC
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(municipality);
        return new Participation(await command.ReadAsync(
            row => new ParticipationDecision(
                row.GetInt32(0), row.GetBoolean(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3)),
            cancellationToken));
    }

    public static async Task AddAsync(
        ActingTransaction acting,
        string municipality,
        ParticipationDecision decision,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO consents (municipality_code, kind, revision, granted, decided_at, decided_by)
            VALUES ($1, 'PARTICIPATION', $2, $3, $4, $5)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(municipality);
        command.Parameters.AddValue(decision.Revision);
        command.Parameters.AddValue(decision.TakesPart);
        command.Parameters.AddValue(decision.At.UtcDateTime);
        command.Parameters.AddValue(decision.By);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
