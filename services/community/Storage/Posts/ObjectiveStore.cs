using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>The objectives that tips may be on. Grows only: those of old questionnaires keep their tips.</summary>
public sealed class ObjectiveStore(NpgsqlDataSource database)
{
    public async Task<bool> ExistsAsync(string id, CancellationToken cancellationToken)
    {
        if (!Objective.IsId(id))
        {
            return false;
        }

        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM objectives WHERE id = $1)");
        command.Parameters.AddValue(id);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Adds the ids that are not there yet, each with its category.</summary>
    public async Task AddAsync(
        NpgsqlTransaction transaction, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH added AS (
                INSERT INTO objectives (id) SELECT unnest($1) ON CONFLICT (id) DO NOTHING RETURNING id)
            INSERT INTO categories (id, kind, title, objective_id, position)
            SELECT 'objective-' || id, 'OBJECTIVE', id, id, 1000 FROM added ON CONFLICT (id) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(ids.Distinct().Order(StringComparer.Ordinal).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
