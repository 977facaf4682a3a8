using System.Text.Json;
using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>What members began to write. Row security shows them to nobody else, moderators neither.</summary>
public sealed class DraftStore(NpgsqlDataSource database)
{
    /// <summary>So many of one member are kept.</summary>
    public const int Most = 50;

    private const string Columns = "id, kind, topic_id, content, revision, saved_at";

    /// <summary>The reader's own, the last saved first; one more than asked for.</summary>
    public Task<List<Draft>> PageAsync(PageAsked page, Reader reader, CancellationToken cancellationToken) =>
        reader.ReadAsync(
            database,
            new NpgsqlBatchCommand($"""
                SELECT {Columns} FROM drafts
                WHERE member = $1 AND ($2 IS NULL OR (saved_at, id) < ($2, $3))
                ORDER BY saved_at DESC, id DESC LIMIT $4
                """)
            {
                Parameters =
                {
                    Id(reader.Member),
                    OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz),
                    Id(page.After?.Id ?? Guid.Empty),
                    Int(page.First + 1),
                },
            },
            Of,
            cancellationToken);

    /// <summary>How many the reader has.</summary>
    public async Task<int> CountAsync(Reader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand("SELECT count(*)::integer FROM drafts WHERE member = $1")
            {
                Parameters = { Id(reader.Member) },
            },
            row => row.GetInt32(0),
            cancellationToken))[0];

    /// <summary>The reader's own with this id; null when there is none.</summary>
    public async Task<Draft?> FindAsync(Guid id, Reader reader, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(
            database,
            new NpgsqlBatchCommand($"SELECT {Columns} FROM drafts WHERE id = $1 AND member = $2")
            {
                Parameters = { Id(id), Id(reader.Member) },
            },
            Of,
            cancellationToken)).SingleOrDefault();

    /// <summary>The reader's own, held until the transaction ends; null when there is none.</summary>
    public static async Task<Draft?> HoldAsync(
        NpgsqlTransaction transaction, Guid id, Reader reader, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM drafts WHERE id = $1 AND member = $2 FOR UPDATE",
            transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(reader.Member);
        return (await command.ReadAsync(Of, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Adds a draft; false when the reader has as many as are kept.</summary>
    public static async Task<bool> AddAsync(
        NpgsqlTransaction transaction, Draft draft, Reader reader, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO drafts (id, member, kind, topic_id, content, revision, saved_at)
            SELECT $1, $2, $3, $4, $5, $6, $7
            WHERE (SELECT count(*) FROM drafts WHERE member = $2) < $8
            """, transaction.Connection, transaction);
        AddValues(command, draft, reader);
        command.Parameters.AddValue(Most);
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Writes a draft that is held.</summary>
    public static async Task UpdateAsync(
        NpgsqlTransaction transaction, Draft draft, Reader reader, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE drafts SET kind = $3, topic_id = $4, content = $5, revision = $6, saved_at = $7
            WHERE id = $1 AND member = $2
            """, transaction.Connection, transaction);
        AddValues(command, draft, reader);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Deletes the reader's own; where there is none nothing changes.</summary>
    public static async Task DeleteAsync(
        NpgsqlTransaction transaction, Guid id, Reader reader, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM drafts WHERE id = $1 AND member = $2", transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(reader.Member);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AddValues(NpgsqlCommand command, Draft draft, Reader reader)
    {
        command.Parameters.AddValue(draft.Id);
        command.Parameters.AddValue(reader.Member);
        command.Parameters.AddValue(EnumText.Of(draft.Kind));
        command.Parameters.Add(OrNull(draft.TopicId, NpgsqlDbType.Uuid));
        command.Parameters.Add(Json(draft.Content, JsonSerializerOptions.Web));
        command.Parameters.AddValue(draft.Revision);
        command.Parameters.AddValue(draft.SavedAt.UtcDateTime);
    }

    private static Draft Of(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        EnumText.Parse<DraftKind>(row.GetString(1)),
        row.OrNull<Guid>(2),
        row.Json<DraftContent>(3, JsonSerializerOptions.Web),
        row.GetInt32(4),
        row.GetFieldValue<DateTimeOffset>(5));
}
