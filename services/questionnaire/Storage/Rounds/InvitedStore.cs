using Monitor.Hosting;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>The municipalities that are invited to each round.</summary>
public sealed class InvitedStore(NpgsqlDataSource database)
{
    public static async Task<bool> IsInvitedAsync(
        NpgsqlTransaction transaction, int round, string municipality, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM invited WHERE round_year = $1 AND municipality_code = $2)",
            transaction.Connection, transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue(municipality);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task<bool> IsAnyAsync(
        NpgsqlTransaction transaction, int round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM invited WHERE round_year = $1)",
            transaction.Connection, transaction);
        command.Parameters.AddValue(round);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Codes of the list of a year, in their order; empty when there is no list of that year.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(
        NpgsqlTransaction transaction, int areasYear, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT code FROM municipality_lists WHERE year = $1 ORDER BY code",
            transaction.Connection, transaction);
        command.Parameters.AddValue(areasYear);
        return await command.ReadAsync(row => row.GetString(0), cancellationToken);
    }

    /// <summary>The latest year up to this one of which there is a list; null when there is none.</summary>
    public static async Task<int?> LatestListAsync(
        NpgsqlTransaction transaction, int upTo, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT max(year) FROM municipality_lists WHERE year <= $1", transaction.Connection, transaction);
        command.Parameters.AddValue(upTo);
        return (await command.ReadAsync(row => row.OrNull<int>(0), cancellationToken)).Single();
    }

    /// <summary>Invites these; the answer has those that were not invited before, by code.</summary>
    /// <param name="transaction">That holds the round.</param>
    /// <param name="round">Its year.</param>
    /// <param name="codes">Of municipalities.</param>
    /// <param name="isMailDue">Whether their contacts are to be written to now.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public static async Task<IReadOnlyList<string>> AddAsync(
        NpgsqlTransaction transaction,
        int round,
        IEnumerable<string> codes,
        bool isMailDue,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO invited (round_year, municipality_code, invited_at, invitation_due_at)
            SELECT $1, code, clock_timestamp(), CASE WHEN $3 THEN clock_timestamp() END FROM unnest($2) AS code
            ON CONFLICT DO NOTHING
            RETURNING municipality_code
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue(codes.Distinct().ToArray());
        command.Parameters.AddValue(isMailDue);
        var added = await command.ReadAsync(row => row.GetString(0), cancellationToken);
        return [.. added.Order(StringComparer.Ordinal)];
    }

    /// <summary>Takes these out again, or all (null); the answer has those that were invited.</summary>
    public static async Task<IReadOnlyList<string>> RemoveAsync(
        NpgsqlTransaction transaction, int round, IEnumerable<string>? codes, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            DELETE FROM invited WHERE round_year = $1 AND ($2 IS NULL OR municipality_code = ANY ($2))
            RETURNING municipality_code
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue(codes?.ToArray());
        var removed = await command.ReadAsync(row => row.GetString(0), cancellationToken);
        return [.. removed.Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Has the contacts of these, or of all (null), be written to from now on; the answer has those of whom that was
    /// not asked before.
    /// </summary>
    public static async Task<IReadOnlyList<string>> AskInvitationsAsync(
        NpgsqlTransaction transaction, int round, IEnumerable<string>? codes, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE invited SET invitation_due_at = clock_timestamp()
            WHERE round_year = $1 AND invitation_due_at IS NULL AND ($2 IS NULL OR municipality_code = ANY ($2))
            RETURNING municipality_code
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue(codes?.ToArray());
        var asked = await command.ReadAsync(row => row.GetString(0), cancellationToken);
        return [.. asked.Order(StringComparer.Ordinal)];
    }

    /// <summary>
    /// A page of those invited to each round asked for, by name, with how many there are on all pages together;
    /// <paramref name="first"/> + 1 of them, so that the reader knows of a next page.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, (IReadOnlyList<(string Cursor, string Code)> Rows, int Total)>>
        PageAsync(
            IEnumerable<int> rounds, int first, MunicipalityCursor? after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT asked.year, p.code, p.sort_name, (SELECT count(*) FROM invited WHERE round_year = asked.year)
            FROM unnest($1) AS asked (year)
            LEFT JOIN LATERAL (
                SELECT m.code, m.sort_name
                FROM invited i JOIN municipalities m ON m.code = i.municipality_code
                WHERE i.round_year = asked.year AND ($2 IS NULL OR (m.sort_name, m.code) > ($2, $3))
                ORDER BY m.sort_name, m.code
                LIMIT $4) p ON true
            ORDER BY asked.year, p.sort_name, p.code
            """);
        command.Parameters.AddValue(rounds.Distinct().ToArray());
        command.Parameters.AddValue<string?>(after?.SortName);
        command.Parameters.AddValue<string?>(after?.Code);
        command.Parameters.AddValue(first + 1);
        var rows = await command.ReadAsync(
            row => (
                Year: row.GetInt32(0),
                Row: row.IsDBNull(1)
                    ? default((string Cursor, string Code)?)
                    : (new MunicipalityCursor(row.GetString(2), row.GetString(1)).Text, row.GetString(1)),
                Total: (int)row.GetInt64(3)),
            cancellationToken);
        return rows.GroupBy(r => r.Year).ToDictionary(
            g => g.Key,
            g => ((IReadOnlyList<(string, string)>)[.. g.Where(r => r.Row is not null).Select(r => r.Row!.Value)],
                g.First().Total));
    }
}
