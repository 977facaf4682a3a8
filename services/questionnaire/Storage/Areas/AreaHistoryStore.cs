using System.Data;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// Reads the lists, successions and counts of all years together. They are few and change once a year, so they are
/// kept in memory; each reading asks whether they are still the newest.
/// </summary>
public sealed class AreaHistoryStore(NpgsqlDataSource database)
{
    private volatile Kept? kept;

    public async Task<AreaHistory> ReadAsync(CancellationToken cancellationToken)
    {
        await using var ask = database.CreateCommand("SELECT version FROM area_version");
        var version = (long)(await ask.ExecuteScalarAsync(cancellationToken))!;
        if (kept is { } known && known.Version == version)
        {
            return known.History;
        }

        // The version is read with the rest: what changed since it was asked for belongs to the next one.
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancellationToken);
        var read = await ReadAsync(transaction, cancellationToken);
        kept = read;
        return read.History;
    }

    private static async Task<Kept> ReadAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT version FROM area_version", transaction.Connection, transaction);
        var version = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        var lists = await ListsAsync(transaction, cancellationToken);
        return new Kept(version, Of(
            lists,
            await SuccessionsAsync(transaction, cancellationToken),
            await CountsAsync(transaction, cancellationToken)));
    }

    internal static AreaHistory Of(
        IEnumerable<(int Year, string Code)> lists,
        IEnumerable<Succession> successions,
        IEnumerable<InhabitantCount> counts) =>
        new(
            lists.GroupBy(l => l.Year, l => l.Code).ToDictionary(
                g => g.Key, IReadOnlySet<string> (g) => g.ToHashSet(StringComparer.Ordinal)),
            successions,
            counts);

    private static async Task<List<(int Year, string Code)>> ListsAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT year, code FROM municipality_lists", transaction.Connection, transaction);
        return await command.ReadAsync(row => (row.GetInt32(0), row.GetString(1)), cancellationToken);
    }

    internal static async Task<List<Succession>> SuccessionsAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT date, kind, old_code, new_code, note FROM successions", transaction.Connection, transaction);
        return await command.ReadAsync(SuccessionStore.Succession, cancellationToken);
    }

    internal static async Task<List<InhabitantCount>> CountsAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT code, inhabitants, counted_on, precision FROM inhabitant_counts
            """, transaction.Connection, transaction);
        return await command.ReadAsync(row => MunicipalityStore.Count(row.GetString(0), row, 1)!, cancellationToken);
    }

    private sealed record Kept(long Version, AreaHistory History);
}
