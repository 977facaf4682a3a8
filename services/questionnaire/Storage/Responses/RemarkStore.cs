using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>Officers' remarks beside the questions of a response, within an <see cref="ActingTransaction"/>.</summary>
public sealed class RemarkStore
{
    /// <summary>The remarks of each response asked for, in the order in which they were written.</summary>
    public async Task<ILookup<Guid, Remark>> OfResponsesAsync(
        ActingTransaction acting, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, response_id, question, text, revision, written_by, written_at
            FROM remarks WHERE response_id = ANY ($1) ORDER BY written_at, id
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        return (await command.ReadAsync(Remark, cancellationToken)).ToLookup(r => r.Response);
    }

    /// <summary>One remark of a response; null when there is none that the transaction may see.</summary>
    public async Task<Remark?> FindAsync(
        ActingTransaction acting, Guid response, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, response_id, question, text, revision, written_by, written_at FROM remarks
            WHERE id = $1 AND response_id = $2
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(response);
        return (await command.ReadAsync(Remark, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Adds a remark, or writes the new text of one that is there; its response was locked before.</summary>
    public async Task WriteAsync(
        ActingTransaction acting, Response response, Remark remark, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO remarks (id, response_id, municipality_code, question, text, revision, written_by, written_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (id) DO UPDATE
            SET text = excluded.text, revision = excluded.revision, written_by = excluded.written_by,
                written_at = excluded.written_at
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(remark.Id);
        command.Parameters.AddValue(remark.Response);
        command.Parameters.AddValue(response.Municipality);
        command.Parameters.AddValue(remark.Question);
        command.Parameters.AddValue(remark.Text);
        command.Parameters.AddValue(remark.Revision);
        command.Parameters.AddValue(remark.By);
        command.Parameters.Add(Time(remark.At));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes a remark away; the history keeps its text.</summary>
    public async Task RemoveAsync(ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM remarks WHERE id = $1", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Remark Remark(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetGuid(1),
        row.GetString(2),
        row.GetString(3),
        row.GetInt32(4),
        row.GetString(5),
        row.GetFieldValue<DateTimeOffset>(6));
}
