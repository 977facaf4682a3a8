using System.Text.Json;
using Npgsql;

namespace Monitor.Hosting;

/// <summary>Reads the rows of a command, each through one function that stands beside its SQL.</summary>
public static class Rows
{
    public static async Task<List<T>> ReadAsync<T>(
        this NpgsqlCommand command, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadRowsAsync(row, cancellationToken);
    }

    /// <summary>The rows of the reader's current result.</summary>
    public static async Task<List<T>> ReadRowsAsync<T>(
        this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public static T? OrNull<T>(this NpgsqlDataReader row, int column)
        where T : struct =>
        row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    public static string? TextOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A value that <see cref="Parameters.Json{T}"/> wrote.</summary>
    public static T Json<T>(this NpgsqlDataReader row, int column, JsonSerializerOptions form) =>
        JsonSerializer.Deserialize<T>(row.GetString(column), form)!;
}
