using Npgsql;

namespace Monitor.Dapr;

/// <summary>
/// The transaction in which an event takes effect, the inbox row already written in it. Disposed without
/// <see cref="CommitAsync"/> it is rolled back, and the event may come again.
/// </summary>
public sealed class Effect : IAsyncDisposable
{
    internal Effect(NpgsqlConnection connection, NpgsqlTransaction transaction, bool alreadyHandled)
    {
        Connection = connection;
        Transaction = transaction;
        AlreadyHandled = alreadyHandled;
    }

    /// <summary>The event has taken effect before: answer <see cref="Delivery.Done"/> and write nothing.</summary>
    public bool AlreadyHandled { get; }

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    public Task CommitAsync(CancellationToken cancellationToken) => Transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
