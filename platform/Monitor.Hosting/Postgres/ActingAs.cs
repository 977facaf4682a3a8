using Npgsql;

namespace Monitor.Hosting;

/// <summary>
/// On whose behalf a query runs: tables with row security show and take the rows of that municipality, or of that
/// member, only. Policies ask <c>may_touch(municipality)</c>, of migration 0002, and <c>is_member(id)</c>, of 0003; a
/// query that does not act for anyone finds nothing.
/// </summary>
public sealed record ActingAs
{
    private readonly string value;
    private readonly string member;

    private ActingAs(string value, string member = "") => (this.value, this.member) = (value, member);

    /// <summary>The service's own work: events, internal routes, counts, seeding. Every row.</summary>
    public static ActingAs Service { get; } = new("service");

    /// <summary>The rows of this municipality; of none for the empty code.</summary>
    public static ActingAs Municipality(string code) => new($"municipality:{code}");

    /// <summary>
    /// The rows of this member, and of the municipality that they act for: none where they act for none.
    /// </summary>
    /// <param name="id">The pseudonym that stands in the token.</param>
    /// <param name="municipality">A CBS code; null for none.</param>
    public static ActingAs Member(Guid id, string? municipality) =>
        new($"municipality:{municipality}", id.ToString("N"));

    /// <summary>First command of a batch: holds for its transaction, or for the batch alone, and no longer.</summary>
    // `true`: until the transaction ends, so that a pooled connection never keeps it.
    public NpgsqlBatchCommand Command() =>
        new("SELECT set_config('monitor.acting_as', $1, true), set_config('monitor.member', $2, true)")
        {
            Parameters = { Parameters.Text(value), Parameters.Text(member) },
        };

    /// <summary>The rows that one query finds, in one round trip.</summary>
    public async Task<List<T>> ReadAsync<T>(
        NpgsqlDataSource database,
        NpgsqlBatchCommand query,
        Func<NpgsqlDataReader, T> row,
        CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(Command());
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadRowsAsync(row, cancellationToken);
    }

    /// <summary>A transaction of its own that acts so.</summary>
    public async Task<ActingTransaction> BeginAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await SayAsync(transaction, cancellationToken);
            return new ActingTransaction(transaction, isOwn: true);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has a transaction that someone else began, and ends, act so.</summary>
    public async Task<ActingTransaction> WithinAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await SayAsync(transaction, cancellationToken);
        return new ActingTransaction(transaction, isOwn: false);
    }

    private async Task SayAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction) { BatchCommands = { Command() } };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
