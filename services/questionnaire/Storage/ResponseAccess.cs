using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// A transaction that says on whose behalf it runs, as row security asks: of one municipality, or of the service.
/// Disposed without <see cref="CommitAsync"/> it is rolled back, and what it said ends with it.
/// </summary>
public sealed class ResponseAccess : IAsyncDisposable
{
    private readonly bool ownsConnection;

    private ResponseAccess(NpgsqlTransaction transaction, bool ownsConnection)
    {
        Transaction = transaction;
        this.ownsConnection = ownsConnection;
        Connection = transaction.Connection!;
    }

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    /// <summary>Sees and writes the responses of this municipality only.</summary>
    public static Task<ResponseAccess> OfAsync(
        NpgsqlDataSource database, string municipality, CancellationToken cancellationToken) =>
        OpenAsync(database, municipality, isService: false, cancellationToken);

    /// <summary>Sees all responses: for internal routes, counts, and seeding.</summary>
    public static Task<ResponseAccess> ServiceAsync(NpgsqlDataSource database, CancellationToken cancellationToken) =>
        OpenAsync(database, municipality: "", isService: true, cancellationToken);

    /// <summary>The same within a transaction that someone else began and ends.</summary>
    public static async Task<ResponseAccess> WithinAsync(
        NpgsqlTransaction transaction, string municipality, CancellationToken cancellationToken)
    {
        var access = new ResponseAccess(transaction, ownsConnection: false);
        await access.SayAsync(municipality, isService: false, cancellationToken);
        return access;
    }

    public Task CommitAsync(CancellationToken cancellationToken) => Transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (ownsConnection)
        {
            await Transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }

    private static async Task<ResponseAccess> OpenAsync(
        NpgsqlDataSource database, string municipality, bool isService, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var access = new ResponseAccess(transaction, ownsConnection: true);
            await access.SayAsync(municipality, isService, cancellationToken);
            return access;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // `true` makes both last until the transaction ends, so that a pooled connection never keeps them.
    private async Task SayAsync(string municipality, bool isService, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT set_config('monitor.municipality', $1, true), set_config('monitor.service', $2, true)",
            Connection,
            Transaction);
        command.Parameters.AddValue(municipality);
        command.Parameters.AddValue(isService ? "on" : "off");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
