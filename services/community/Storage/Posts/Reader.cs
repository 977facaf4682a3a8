using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>
/// Who reads or writes contributions. Says so at the beginning of a query or transaction, for the one rule of what they
/// may see (migration 0020: the views <see cref="Readable"/> names, and the policies behind them).
/// </summary>
/// <param name="Member">The pseudonym.</param>
/// <param name="Municipality">Whom they act for; null for those of the institute.</param>
/// <param name="Moderates">Reads everything, hidden and deleted too.</param>
/// <param name="Edits">Reads news that waits for its moment.</param>
public sealed record Reader(Guid Member, string? Municipality, bool Moderates, bool Edits)
{
    private ActingAs Acting => ActingAs.Member(Member, Municipality);

    /// <summary>The rows that one query finds, in one round trip.</summary>
    public async Task<List<T>> ReadAsync<T>(
        NpgsqlDataSource database,
        NpgsqlBatchCommand query,
        Func<NpgsqlDataReader, T> row,
        CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        Add(batch, query);
        return await RowsAsync(batch, row, cancellationToken);
    }

    /// <summary>
    /// The same, of a query that the connection keeps prepared: planning what stands behind row security may take
    /// longer than running it. Only for texts of which there are few.
    /// </summary>
    public async Task<List<T>> ReadPreparedAsync<T>(
        NpgsqlDataSource database,
        NpgsqlBatchCommand query,
        Func<NpgsqlDataReader, T> row,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = connection.CreateBatch();
        Add(batch, query);
        await batch.PrepareAsync(cancellationToken);
        return await RowsAsync(batch, row, cancellationToken);
    }

    /// <summary>Has a transaction that someone else began, and ends, act for this reader.</summary>
    public async Task ActAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands = { Acting.Command(), Rank() },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private void Add(NpgsqlBatch batch, NpgsqlBatchCommand query)
    {
        batch.BatchCommands.Add(Acting.Command());
        batch.BatchCommands.Add(Rank());
        batch.BatchCommands.Add(query);
    }

    private static async Task<List<T>> RowsAsync<T>(
        NpgsqlBatch batch, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadRowsAsync(row, cancellationToken);
    }

    // Until the transaction ends, so that a pooled connection never keeps it.
    private NpgsqlBatchCommand Rank() =>
        new("SELECT set_config('monitor.moderates', $1, true), set_config('monitor.edits', $2, true)")
        {
            Parameters = { Text(Moderates ? "yes" : ""), Text(Edits ? "yes" : "") },
        };
}
