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

    /// <summary>Adds the ids that are not there yet.</summary>
    public async Task AddAsync(
        NpgsqlTransaction transaction, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO objectives (id) SELECT unnest($1) ON CONFLICT (id) DO NOTHING",
            transaction.Connection, transaction);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
