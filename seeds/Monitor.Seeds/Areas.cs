using CsvHelper;

namespace Monitor.Seeds;

/// <summary>Size classes (grootteklassen) as the report counts them, the smallest first.</summary>
public enum SizeClass
{
    Under25K,
    From25KTo50K,
    From50KTo100K,
    From100KTo250K,
    Over250K,
}

/// <summary>
/// A municipality, with what decides who answers: its size class and Veilig Thuis region of 2017. Both are null for one
/// that ended before: the division of 2017 has no place for it.
/// </summary>
public sealed record Municipality(string Code, string Name, SizeClass? SizeClass, string? VeiligThuis);

/// <summary>Reads municipalities from <c>seeds/areas</c>.</summary>
public static class Areas
{
    private static readonly Dictionary<string, SizeClass> SizeClasses = new()
    {
        ["UNDER_25K"] = SizeClass.Under25K,
        ["FROM_25K_TO_50K"] = SizeClass.From25KTo50K,
        ["FROM_50K_TO_100K"] = SizeClass.From50KTo100K,
        ["FROM_100K_TO_250K"] = SizeClass.From100KTo250K,
        ["OVER_250K"] = SizeClass.Over250K,
    };

    /// <summary>The size class that files name so, such as <c>UNDER_25K</c>.</summary>
    /// <exception cref="KeyNotFoundException">No class has that name.</exception>
    public static SizeClass SizeClassOf(string name) => SizeClasses[name];

    /// <summary>The municipalities on 1 January of a year, by code.</summary>
    public static IReadOnlyList<Municipality> Read(SeedsFolder folder, int year)
    {
        var sizeClasses = Rows(folder.Municipalities(2017))
            .ToDictionary(row => row["code"], row => SizeClassOf(row["size_class"]));
        var veiligThuis = Rows(folder.Memberships)
            .Where(row => row["kind"] == "VEILIG_THUIS")
            .ToDictionary(row => row["municipality"], row => row["region"]);
        return [.. Rows(folder.Municipalities(year))
            .Select(row => new Municipality(
                row["code"],
                row["name"],
                sizeClasses.TryGetValue(row["code"], out var sizeClass) ? sizeClass : null,
                veiligThuis.GetValueOrDefault(row["code"])))
            .OrderBy(municipality => municipality.Code, StringComparer.Ordinal)];
    }

    /// <summary>The municipalities of 2017 that hold the area of an ended one, or a part of it.</summary>
    public static IReadOnlyList<string> HeirsOf(SeedsFolder folder, string code)
    {
        // Dates as text compare as dates do; whatever ended after 2017 is still there.
        var steps = Rows(folder.Successions)
            .Where(row => string.CompareOrdinal(row["date"], "2017-01-01") <= 0)
            .ToLookup(row => row["old_code"], row => row["new_code"]);
        IEnumerable<string> Follow(string ended) =>
            steps[ended].SelectMany(next => steps.Contains(next) ? Follow(next) : [next]);
        return [.. Follow(code).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The rows of a CSV file with a header, each by column name.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string path)
    {
        using var reader = CsvReader.Create(File.OpenRead(path));
        var columns = reader.Headers.ToArray();
        List<IReadOnlyDictionary<string, string>> rows = [];
        while (reader.Read())
        {
            rows.Add(columns.ToDictionary(column => column, column => reader.GetString(column)));
        }

        return rows;
    }
}
