using Npgsql;

namespace Monitor.Benchmark.Storage;

/// <summary>The version of figures and catalogue, and since when it holds.</summary>
public sealed record FigureFreshness(long Version, DateTimeOffset ChangedAt);

/// <summary>Reads how fresh the figures are.</summary>
public sealed class FigureFreshnessStore(NpgsqlDataSource database)
{
    public async Task<FigureFreshness> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT version, changed_at FROM figures_version");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);   // always one row: the migrations insert it
        return new FigureFreshness(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1));
    }
}
