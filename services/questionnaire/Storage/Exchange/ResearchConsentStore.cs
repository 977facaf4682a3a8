using Monitor.Hosting;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>Whether a municipality consents to research, as community last said.</summary>
/// <param name="Municipality">Its code.</param>
/// <param name="Granted">What holds as of this revision.</param>
/// <param name="Revision">Rises with every decision.</param>
public sealed record ResearchConsent(string Municipality, bool Granted, int Revision);

/// <summary>The copy of community's consents to research.</summary>
public static class ResearchConsentStore
{
    /// <summary>Takes over what is newer than what is kept: repeats and late ones change nothing.</summary>
    public static async Task ApplyAsync(
        ActingTransaction acting, IReadOnlyCollection<ResearchConsent> consents, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO research_consents (municipality_code, granted, revision)
            SELECT * FROM unnest($1, $2, $3)
            ON CONFLICT (municipality_code) DO UPDATE
            SET granted = excluded.granted, revision = excluded.revision
            WHERE research_consents.revision < excluded.revision
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(consents.Select(c => c.Municipality).ToArray());
        command.Parameters.AddValue(consents.Select(c => c.Granted).ToArray());
        command.Parameters.AddValue(consents.Select(c => c.Revision).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
