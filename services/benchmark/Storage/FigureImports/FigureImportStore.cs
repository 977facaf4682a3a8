using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>An import that changed figures.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Mapping">Its name.</param>
/// <param name="MappingSha256">Which one of that name.</param>
/// <param name="Table">Of StatLine, such as 84852NED.</param>
/// <param name="Content">Name of the file, or the address.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal; of an address, of all its pages.</param>
/// <param name="ImportedAt">When.</param>
/// <param name="ImportedBy">Subject of the token; of the clock, <c>schedule</c>.</param>
/// <param name="PublishedOn">Publication day of its observations.</param>
/// <param name="Cells">Of the file.</param>
/// <param name="Added">Figures that were not known.</param>
/// <param name="Revised">Figures of which it added an edition.</param>
/// <param name="Equal">Figures that were known so.</param>
/// <param name="Suppressed">Of the figures, those that the source keeps back.</param>
/// <param name="Skipped">Cells that the mapping leaves out.</param>
/// <param name="NotMapped">Cells that the mapping does not name.</param>
public sealed record FigureImport(
    Guid Id,
    string Mapping,
    string MappingSha256,
    string Table,
    string Content,
    string Sha256,
    DateTimeOffset ImportedAt,
    string ImportedBy,
    DateOnly PublishedOn,
    int Cells,
    int Added,
    int Revised,
    int Equal,
    int Suppressed,
    int Skipped,
    int NotMapped);

/// <summary>The imports of figures on record.</summary>
public sealed class FigureImportStore(NpgsqlDataSource database)
{
    private const string Columns = """
        id, mapping, mapping_sha256, table_id, content, sha256, imported_at, imported_by, published_on, cells, added,
        revised, equal, suppressed, skipped, not_mapped
        """;

    /// <summary>The latest, newest first.</summary>
    public async Task<IReadOnlyList<FigureImport>> LatestAsync(int most, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"SELECT {Columns} FROM figure_imports ORDER BY imported_at DESC, id LIMIT $1");
        command.Parameters.Add(Int(most));
        return await command.ReadAsync(Import, cancellationToken);
    }

    /// <summary>The first import of this very content with this mapping; null: there was none.</summary>
    public async Task<FigureImport?> FindAsync(string sha256, string mapping, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            SELECT {Columns} FROM figure_imports WHERE sha256 = $1 AND mapping_sha256 = $2 ORDER BY imported_at LIMIT 1
            """);
        command.Parameters.Add(Text(sha256));
        command.Parameters.Add(Text(mapping));
        return (await command.ReadAsync(Import, cancellationToken)).SingleOrDefault();
    }

    public static async Task AddAsync(
        NpgsqlTransaction transaction, FigureImport import, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            INSERT INTO figure_imports ({Columns})
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """, transaction.Connection, transaction);
        var parameters = command.Parameters;
        parameters.Add(Id(import.Id));
        parameters.Add(Text(import.Mapping));
        parameters.Add(Text(import.MappingSha256));
        parameters.Add(Text(import.Table));
        parameters.Add(Text(import.Content));
        parameters.Add(Text(import.Sha256));
        parameters.Add(Time(import.ImportedAt));
        parameters.Add(Text(import.ImportedBy));
        parameters.Add(OrNull(import.PublishedOn, NpgsqlDbType.Date));
        foreach (var count in new[]
        {
            import.Cells, import.Added, import.Revised, import.Equal, import.Suppressed, import.Skipped,
            import.NotMapped,
        })
        {
            parameters.Add(Int(count));
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static FigureImport Import(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetFieldValue<DateTimeOffset>(6),
        row.GetString(7),
        row.GetFieldValue<DateOnly>(8),
        row.GetInt32(9),
        row.GetInt32(10),
        row.GetInt32(11),
        row.GetInt32(12),
        row.GetInt32(13),
        row.GetInt32(14),
        row.GetInt32(15));
}
