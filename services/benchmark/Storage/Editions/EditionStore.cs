using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Which editions of a round's release there are, and which is the newest.</summary>
public sealed class EditionStore(NpgsqlDataSource database)
{
    /// <summary>All editions of these rounds, by round, the newest first.</summary>
    public async Task<ILookup<int, Edition>> ListAsync(IEnumerable<int> rounds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT r.id, r.round, r.rule_set, r.generated, r.made_at, c.release_id IS NOT NULL
            FROM releases r
            LEFT JOIN current_releases c ON c.release_id = r.id
            WHERE r.round = ANY ($1)
            ORDER BY r.round, r.made_at DESC, r.id DESC
            """);
        command.Parameters.Add(Ints(rounds));
        var found = await command.ReadAsync(
            row => new Edition(
                row.GetString(0), row.GetInt32(1), row.TextOrNull(2), row.GetBoolean(3),
                row.GetFieldValue<DateTimeOffset>(4), row.GetBoolean(5)),
            cancellationToken);
        return found.ToLookup(e => e.Round);
    }

    /// <summary>How many cells each rule hid in these editions; one of before this was kept is absent.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<DisclosureRule, int>>> SuppressedAsync(
        IEnumerable<string> releases, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT id, suppressed::text FROM releases WHERE id = ANY ($1) AND suppressed IS NOT NULL");
        command.Parameters.Add(Texts(releases));
        var found = await command.ReadAsync(
            row => (
                Release: row.GetString(0),
                Cells: JsonSerializer.Deserialize<IReadOnlyDictionary<DisclosureRule, int>>(
                    row.GetString(1), StoredJson.Form)!),
            cancellationToken);
        return found.ToDictionary(f => f.Release, f => f.Cells);
    }

    /// <summary>
    /// Id of the newest edition, held until the transaction ends so that nobody else makes the next one; null where the
    /// round has none.
    /// </summary>
    public static async Task<string?> HoldAsync(
        NpgsqlTransaction transaction, int round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT release_id FROM current_releases WHERE round = $1 FOR UPDATE", transaction.Connection, transaction);
        command.Parameters.Add(Int(round));
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
