using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>What was written to whom, for the institute to read.</summary>
public sealed class MailStore(NpgsqlDataSource database)
{
    /// <summary>
    /// A page of the mails of each round asked for, newest first: <paramref name="first"/> + 1 of them, before the one
    /// with the number given, with how many there are on all pages together.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, (IReadOnlyList<RoundMail> Mails, int Total)>> PageAsync(
        IEnumerable<int> rounds,
        MailState? state,
        MailKind? kind,
        int first,
        long? after,
        CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT asked.year,
                   (SELECT count(*) FROM messages m
                    WHERE m.round_year = asked.year AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)),
                   m.sequence, m.id, m.kind, m.municipality_code, m.name, m.email, m.state, m.attempts, m.is_repeated,
                   m.queued_at, CASE m.state WHEN 'QUEUED' THEN m.next_attempt_at END, m.sent_at, m.subject, m.body,
                   m.error
            FROM unnest($1) AS asked (year)
            LEFT JOIN LATERAL (
                SELECT * FROM messages
                WHERE round_year = asked.year AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
                  AND ($4 IS NULL OR sequence < $4)
                ORDER BY sequence DESC LIMIT $5) m ON true
            ORDER BY asked.year, m.sequence DESC
            """)
        {
            Parameters =
            {
                Ints(rounds.Distinct()),
                OrNull(state is { } s ? EnumText.Of(s) : null, NpgsqlDbType.Text),
                OrNull(kind is { } k ? EnumText.Of(k) : null, NpgsqlDbType.Text),
                OrNull(after, NpgsqlDbType.Bigint),
                Int(first + 1),
            },
        };
        var rows = await ActingAs.Service.ReadAsync(
            database,
            query,
            row => (
                Year: row.GetInt32(0),
                Total: (int)row.GetInt64(1),
                Mail: row.IsDBNull(2) ? null : Mail(row)),
            cancellationToken);
        return rows.GroupBy(r => r.Year).ToDictionary(
            g => g.Key,
            g => ((IReadOnlyList<RoundMail>)[.. g.Select(r => r.Mail).OfType<RoundMail>()], g.First().Total));
    }

    private static RoundMail Mail(NpgsqlDataReader row) => new(
        row.GetInt64(2),
        row.GetGuid(3),
        row.GetInt32(0),
        EnumText.Parse<MailKind>(row.GetString(4)),
        row.GetString(5),
        row.TextOrNull(6),
        row.TextOrNull(7),
        EnumText.Parse<MailState>(row.GetString(8)),
        row.GetInt32(9),
        row.GetBoolean(10),
        row.GetFieldValue<DateTimeOffset>(11),
        row.OrNull<DateTimeOffset>(12),
        row.OrNull<DateTimeOffset>(13),
        row.TextOrNull(14) is { } subject ? new MailText(subject, row.GetString(15)) : null,
        row.TextOrNull(16));
}
