using CsvHelper;

namespace Monitor.Community.Seeding;

/// <summary>Reads a file of the seeds: comma separated, with a header row, UTF-8.</summary>
internal static class SeedTable
{
    /// <param name="path">The file.</param>
    /// <param name="row">Makes one of a row; it gets the fields by the names of the columns.</param>
    public static IReadOnlyList<T> Read<T>(string path, Func<IReadOnlyDictionary<string, string>, T> row)
    {
        using var reader = CsvReader.Create(File.OpenRead(path));
        var columns = reader.Headers.ToArray();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(columns.ToDictionary(column => column, column => reader.GetString(column))));
        }

        return rows;
    }
}
