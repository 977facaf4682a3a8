using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>The invitations that the institute wrote itself.</summary>
public sealed class InvitationTextStore(NpgsqlDataSource database)
{
    /// <summary>The own text of each round asked for, by year; one with the default text is absent.</summary>
    public async Task<IReadOnlyDictionary<int, MailText>> FindAsync(
        IEnumerable<int> rounds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT round_year, subject, body FROM invitation_texts WHERE round_year = ANY ($1)");
        command.Parameters.AddValue(rounds.Distinct().ToArray());
        var found = await command.ReadAsync(
            row => (Year: row.GetInt32(0), Text: new MailText(row.GetString(1), row.GetString(2))),
            cancellationToken);
        return found.ToDictionary(f => f.Year, f => f.Text);
    }

    /// <summary>Writes the text of a round; null: the default one again.</summary>
    public static async Task WriteAsync(
        NpgsqlTransaction transaction, int round, MailText? text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH removed AS (DELETE FROM invitation_texts WHERE round_year = $1 AND $2 IS NULL)
            INSERT INTO invitation_texts (round_year, subject, body) SELECT $1, $2, $3 WHERE $2 IS NOT NULL
            ON CONFLICT (round_year) DO UPDATE SET subject = excluded.subject, body = excluded.body
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue<string?>(text?.Subject);
        command.Parameters.AddValue<string?>(text?.Body);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
