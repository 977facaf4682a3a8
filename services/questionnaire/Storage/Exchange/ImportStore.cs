using System.Text.Json;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>A file that was imported.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Round">Year of the round.</param>
/// <param name="FileSha256">Of the file's bytes, in hexadecimal.</param>
/// <param name="MapSha256">Of the mapping; null without one.</param>
/// <param name="At">When.</param>
/// <param name="By">Subject of the token that was used.</param>
/// <param name="Rows">Of the file.</param>
/// <param name="Municipalities">Whose responses it wrote.</param>
/// <param name="Answers">That it wrote.</param>
public sealed record ImportRecord(
    Guid Id,
    int Round,
    string FileSha256,
    string? MapSha256,
    DateTimeOffset At,
    string By,
    int Rows,
    int Municipalities,
    int Answers);

/// <summary>The answers of one response that an import changes.</summary>
public sealed record ImportedAnswers(Response Response, IReadOnlyList<Answer> Changed);

/// <summary>Imports on record, and what they write many at once. All of it within the importer's transaction.</summary>
public static class ImportStore
{
    /// <summary>Waits until no other import writes to the round; holds until the transaction ends.</summary>
    public static async Task LockAsync(ActingTransaction acting, int round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock(hashtextextended('import:' || $1, 0))",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(round);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Codes of those that were invited to the round.</summary>
    public static async Task<IReadOnlySet<string>> InvitedAsync(
        ActingTransaction acting, int round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT municipality_code FROM invited WHERE round_year = $1", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(round);
        return (await command.ReadAsync(row => row.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The last import of this very file, with this mapping, into the round; null: there is none.</summary>
    public static async Task<ImportRecord?> FindAsync(
        ActingTransaction acting, int round, string file, string? map, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, round_year, file_sha256, map_sha256, imported_at, imported_by, file_rows, municipalities, answers
            FROM imports WHERE round_year = $1 AND file_sha256 = $2 AND map_sha256 IS NOT DISTINCT FROM $3
            ORDER BY imported_at DESC LIMIT 1
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue(file);
        command.Parameters.Add(OrNull(map, NpgsqlDbType.Text));
        return (await command.ReadAsync(Import, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The imports into each round asked for, the latest first, at most 100 of each.</summary>
    public static async Task<ILookup<int, ImportRecord>> OfRoundsAsync(
        ActingTransaction acting, IEnumerable<int> rounds, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT i.* FROM unnest($1) AS asked (year)
            CROSS JOIN LATERAL (
                SELECT id, round_year, file_sha256, map_sha256, imported_at, imported_by, file_rows, municipalities,
                       answers
                FROM imports WHERE round_year = asked.year ORDER BY imported_at DESC, id LIMIT 100) i
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(rounds.Distinct().ToArray());
        return (await command.ReadAsync(Import, cancellationToken)).ToLookup(import => import.Round);
    }

    /// <summary>Ids of these municipalities' responses in the round, which nobody else changes until the end.</summary>
    public static async Task<IReadOnlyList<Guid>> LockResponsesAsync(
        ActingTransaction acting, int round, IEnumerable<string> municipalities, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id FROM responses WHERE round_year = $1 AND municipality_code = ANY ($2) ORDER BY id FOR UPDATE
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue(municipalities.ToArray());
        return await command.ReadAsync(row => row.GetGuid(0), cancellationToken);
    }

    /// <summary>Writes the answers of many responses in one statement; an empty one stays as such.</summary>
    public static async Task WriteAnswersAsync(
        ActingTransaction acting,
        IReadOnlyList<ImportedAnswers> all,
        DateTimeOffset at,
        string by,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO answers (response_id, municipality_code, question, options, text, number, revision, changed_at,
                                 changed_by)
            SELECT r.id, r.municipality, a.question, a.options, a.text, a.number, r.revision, $5, $6
            FROM unnest($1, $2, $3, $4) AS r (id, municipality, revision, answers)
            CROSS JOIN jsonb_to_recordset(r.answers) AS a (question text, options text[], text text, number numeric)
            ON CONFLICT (response_id, question) DO UPDATE
            SET options = excluded.options, text = excluded.text, number = excluded.number,
                revision = excluded.revision, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
                prefilled_round = NULL, prefilled_municipality = NULL, prefilled_generated = NULL, is_confirmed = true
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(all.Select(each => each.Response.Id).ToArray());
        command.Parameters.AddValue(all.Select(each => each.Response.Municipality).ToArray());
        command.Parameters.AddValue(all.Select(each => each.Response.Revision).ToArray());
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = all.Select(each => JsonSerializer.Serialize(each.Changed, SubmissionStore.Form)).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
        });
        command.Parameters.Add(Time(at));
        command.Parameters.AddValue(by);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Puts an import on record, with the revisions that came of it.</summary>
    public static async Task AddAsync(
        ActingTransaction acting,
        ImportRecord import,
        IReadOnlyList<Response> responses,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(acting.Connection, acting.Transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO imports (id, round_year, file_sha256, map_sha256, imported_at, imported_by, file_rows,
                                 municipalities, answers)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """)
        {
            Parameters =
            {
                Id(import.Id), Int(import.Round), Text(import.FileSha256),
                OrNull(import.MapSha256, NpgsqlDbType.Text), Time(import.At), Text(import.By), Int(import.Rows),
                Int(import.Municipalities), Int(import.Answers),
            },
        });
        var written = new NpgsqlBatchCommand("""
            INSERT INTO imported_responses (response_id, revision, municipality_code, import_id)
            SELECT r.*, $4 FROM unnest($1, $2, $3) r
            """);
        written.Parameters.AddValue(responses.Select(response => response.Id).ToArray());
        written.Parameters.AddValue(responses.Select(response => response.Revision).ToArray());
        written.Parameters.AddValue(responses.Select(response => response.Municipality).ToArray());
        written.Parameters.Add(Id(import.Id));
        batch.BatchCommands.Add(written);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ImportRecord Import(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetInt32(1),
        row.GetString(2),
        row.TextOrNull(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.GetString(5),
        row.GetInt32(6),
        row.GetInt32(7),
        row.GetInt32(8));
}
