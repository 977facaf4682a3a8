using Npgsql;

namespace Monitor.Dapr;

/// <summary>
/// The transaction in which many events take effect, their inbox rows already written in it. Disposed without
/// <see cref="CommitAsync"/> it is rolled back, and the events may come again.
/// </summary>
public sealed class ManyEffects<TEvent> : IAsyncDisposable
{
    internal ManyEffects(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<Received<TEvent>> fresh)
    {
        Connection = connection;
        Transaction = transaction;
        New = fresh;
    }

    /// <summary>Those that have not taken effect before: write for these alone.</summary>
    public IReadOnlyList<Received<TEvent>> New { get; }

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    public Task CommitAsync(CancellationToken cancellationToken) => Transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
