using Npgsql;

namespace Monitor.Benchmark.Storage;

/// <summary>
/// The turn to recalculate: one process at a time, over all replicas. A lock of a connection, so that it is free again
/// at once where its process is killed.
/// </summary>
public sealed class RecalculationTurn : IAsyncDisposable
{
    private const string Name = "hashtextextended('recalculations', 0)";

    private readonly NpgsqlConnection connection;

    private RecalculationTurn(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Null where another process has it.</summary>
    public static async Task<RecalculationTurn?> TakeAsync(
        NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Name})", connection);
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
            {
                return new RecalculationTurn(connection);
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Gives it back.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({Name})", connection);
            await command.ExecuteScalarAsync();
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and the lock with it.
        }

        await connection.DisposeAsync();
    }
}
