using System.Globalization;
using CsvHelper;

namespace Monitor.Benchmark.Seeding;

/// <summary>Reads a file of the seeds: comma separated, with a header row, UTF-8.</summary>
internal static class SeedTable
{
    public static IReadOnlyList<T> Read<T>(string path, Func<SeedRow, T> row)
    {
        using var reader = CsvReader.Create(File.OpenRead(path));
        var columns = reader.Headers.ToArray();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(new SeedRow(columns.ToDictionary(column => column, column => reader.GetString(column)))));
        }

        return rows;
    }
}

/// <summary>One row, by the names of the columns. A column that the file lacks is as an empty field.</summary>
internal sealed class SeedRow(IReadOnlyDictionary<string, string> fields)
{
    /// <exception cref="FormatException">The field is empty.</exception>
    public string Text(string column) =>
        TextOrNull(column) ?? throw new FormatException($"The column {column} may not be empty.");

    public string? TextOrNull(string column) =>
        fields.GetValueOrDefault(column) is { Length: > 0 } text ? text : null;

    public decimal? NumberOrNull(string column) =>
        TextOrNull(column) is { } text
            ? decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : null;

    public DateOnly Date(string column) =>
        DateOnly.ParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
