using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Benchmark.Exchange;

/// <summary>The records of OData v4 that describe a table, with the properties that are used here.</summary>
internal static class ODataRecords
{
    private static readonly JsonSerializerOptions form = new()
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    /// <summary>The records of all pages of a set; none, and a fault says why, where they cannot be read.</summary>
    public static IReadOnlyList<T> Of<T>(IEnumerable<ODataSet> pages, FigureFaults faults)
    {
        var all = new List<T>();
        foreach (var page in pages)
        {
            try
            {
                all.AddRange(JsonSerializer.Deserialize<List<T>>(page.Records.Span, form) ?? []);
            }
            catch (JsonException failure)
            {
                faults.Add(page.File, (failure.LineNumber ?? -1) + 1, failure.Path, "BAD_RECORD",
                    $"A record of {page.Name} is not as the set's records are.");
            }
        }

        return all;
    }

    /// <summary>The one record of a set; null where it cannot be read.</summary>
    public static T? One<T>(ODataSet page, FigureFaults faults)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(page.Records.Span, form);
        }
        catch (JsonException failure)
        {
            faults.Add(page.File, (failure.LineNumber ?? -1) + 1, failure.Path, "BAD_RECORD",
                $"{page.Name} is not as it is known.");
            return null;
        }
    }

    /// <summary>Of Properties: the table, and when its figures last changed.</summary>
    internal sealed record Table(string? Identifier, DateTimeOffset? ObservationsModified, DateTimeOffset? Modified);

    /// <summary>Of Dimensions. Kind is Dimension, TimeDimension or GeoDimension.</summary>
    internal sealed record Dimension([property: JsonRequired] string Identifier, string? Title, string? Kind);

    /// <summary>Of MeasureCodes.</summary>
    internal sealed record Measure(
        [property: JsonRequired] string Identifier,
        [property: JsonRequired] string Title,
        string? Unit,
        string? MeasureGroupId);

    /// <summary>Of a dimension's codes; only periods have a status.</summary>
    internal sealed record Code(
        [property: JsonRequired] string Identifier,
        [property: JsonRequired] string Title,
        string? DimensionGroupId,
        string? Status);

    /// <summary>Of the groups of measures or of a dimension's members, one above another.</summary>
    internal sealed record Group([property: JsonRequired] string Id, string? Title, string? ParentId);
}
