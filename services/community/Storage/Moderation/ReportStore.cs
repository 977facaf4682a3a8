using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Community.Storage;

/// <summary>What members reported. Policies let members read their own, and moderators all.</summary>
public sealed class ReportStore(NpgsqlDataSource database)
{
    private const string Columns = """
        id, contribution_id, reason, remark, reported_at, is_upheld, decided_at, reporter, municipality
        """;

    /// <summary>Adds a report; false where the member has an open one on this contribution.</summary>
    public static async Task<bool> AddAsync(
        NpgsqlTransaction transaction, IContribution on, Report report, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO reports (
                id, contribution_id, topic_id, reply_id, reporter, municipality, reason, remark, reported_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (contribution_id, reporter) WHERE decided_at IS NULL DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(report.Id);
        command.Parameters.AddValue(report.ContributionId);
        command.Parameters.AddValue(on.TopicId);
        command.Parameters.Add(Parameters.OrNull(on.ReplyId, NpgsqlDbType.Uuid));
        command.Parameters.AddValue(report.ReporterId);
        command.Parameters.Add(Parameters.OrNull(report.ReporterMunicipality, NpgsqlDbType.Text));
        command.Parameters.AddValue(EnumText.Of(report.Reason));
        command.Parameters.Add(Parameters.OrNull(report.Remark, NpgsqlDbType.Text));
        command.Parameters.AddValue(report.At.UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>How many reports a member made since a moment.</summary>
    public static async Task<int> CountSinceAsync(
        NpgsqlTransaction transaction, Guid member, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT count(*)::integer FROM reports WHERE reporter = $1 AND reported_at > $2",
            transaction.Connection, transaction);
        command.Parameters.AddValue(member);
        command.Parameters.AddValue(since.UtcDateTime);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// Of how many municipalities members have an open report on it; those who act for none count as one. The
    /// transaction acts for the service: a reporter does not see the others'.
    /// </summary>
    public static async Task<int> MunicipalitiesAsync(
        NpgsqlTransaction transaction, Guid contribution, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT count(DISTINCT coalesce(municipality, ''))::integer FROM reports
            WHERE contribution_id = $1 AND decided_at IS NULL
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(contribution);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Decides on the open reports of a contribution; how many there were.</summary>
    public static async Task<int> DecideAsync(
        NpgsqlTransaction transaction,
        Guid contribution,
        bool isUpheld,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE reports SET decided_at = $3, is_upheld = $2 WHERE contribution_id = $1 AND decided_at IS NULL
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(contribution);
        command.Parameters.AddValue(isUpheld);
        command.Parameters.AddValue(now.UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// What waits for a moderator, the oldest first; one more than was asked for where there is a next page.
    /// </summary>
    public Task<List<Reported>> WaitingAsync(Reader reader, PageAsked page, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            database,
            new NpgsqlBatchCommand("""
                SELECT contribution_id, min(reported_at) FROM reports WHERE decided_at IS NULL
                GROUP BY contribution_id
                HAVING (min(reported_at), contribution_id) > ($1, $2)
                ORDER BY 2, 1 LIMIT $3
                """)
            {
                Parameters =
                {
                    Parameters.Time(page.After?.At ?? DateTimeOffset.MinValue),
                    Parameters.Id(page.After?.Id ?? Guid.Empty),
                    Parameters.Int(page.First + 1),
                },
            },
            row => new Reported(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1)),
            cancellationToken);

    /// <summary>How many contributions wait.</summary>
    public async Task<int> CountWaitingAsync(Reader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand(
                "SELECT count(DISTINCT contribution_id)::integer FROM reports WHERE decided_at IS NULL"),
            row => row.GetInt32(0),
            cancellationToken))[0];

    /// <summary>The open reports on each of these, the oldest first.</summary>
    public async Task<ILookup<Guid, Report>> OpenAsync(
        IReadOnlyList<Guid> contributions, Reader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand($"""
                SELECT {Columns} FROM reports WHERE contribution_id = ANY ($1) AND decided_at IS NULL
                ORDER BY reported_at, id
                """)
            {
                Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = [.. contributions] } },
            },
            Read,
            cancellationToken)).ToLookup(report => report.ContributionId);

    private static Report Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        EnumText.Parse<ReportReason>(row.GetString(2)),
        row.TextOrNull(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? null : row.GetBoolean(5),
        row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6),
        row.GetGuid(7),
        row.TextOrNull(8));
}
