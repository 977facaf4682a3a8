using Npgsql;

namespace Monitor.Hosting;

/// <summary>
/// A transaction that said on whose behalf it runs (<see cref="ActingAs"/>). Disposed without
/// <see cref="CommitAsync"/> it is rolled back, and what it said ends with it.
/// </summary>
public sealed class ActingTransaction : IAsyncDisposable
{
    private readonly bool isOwn;

    internal ActingTransaction(NpgsqlTransaction transaction, bool isOwn)
    {
        Transaction = transaction;
        Connection = transaction.Connection!;
        this.isOwn = isOwn;
    }

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    public Task CommitAsync(CancellationToken cancellationToken) => Transaction.CommitAsync(cancellationToken);

    /// <summary>Ends the transaction, unless it is someone else's.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isOwn)
        {
            await Transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
