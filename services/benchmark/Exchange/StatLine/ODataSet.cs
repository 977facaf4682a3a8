using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// One answer of OData v4: the set that it is of, its records, and whether there is a next page.
/// </summary>
/// <param name="Name">Such as Observations, MeasureCodes, RegioSCodes, PeriodenGroups, Dimensions, Properties.</param>
/// <param name="File">Where it stands; null for the one file given.</param>
/// <param name="Records">Where its records begin and end; the whole for a single one (Properties).</param>
/// <param name="NextLink">Address of the next page; null on the last one.</param>
/// <param name="Context">The answer's <c>@odata.context</c>; null where it has none.</param>
internal sealed partial record ODataSet(
    string Name, string? File, ReadOnlyMemory<byte> Records, string? NextLink, string? Context)
{
    public const string Observations = "Observations";
    public const string Dimensions = "Dimensions";
    public const string MeasureCodes = "MeasureCodes";
    public const string MeasureGroups = "MeasureGroups";
    public const string Properties = "Properties";

    /// <summary>Null, and a fault says why, where it is no answer of OData v4.</summary>
    public static ODataSet? Read(StatLinePart part, FigureFaults faults)
    {
        var bytes = part.Bytes;
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }

        try
        {
            return Read(part.Name, bytes, faults);
        }
        catch (JsonException failure)
        {
            faults.Add(part.Name, (failure.LineNumber ?? -1) + 1, null, "BAD_JSON", "The file is no JSON from here.");
            return null;
        }
    }

    private static ODataSet? Read(string? file, ReadOnlyMemory<byte> bytes, FigureFaults faults)
    {
        var reader = new Utf8JsonReader(bytes.Span);
        string? context = null;
        string? next = null;
        ReadOnlyMemory<byte>? records = null;
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (name == "value" && reader.TokenType == JsonTokenType.StartArray)
                {
                    var begin = (int)reader.TokenStartIndex;
                    reader.Skip();
                    records = bytes[begin..(int)reader.BytesConsumed];
                }
                else if (name is "@odata.context" && reader.TokenType == JsonTokenType.String)
                {
                    context = reader.GetString();
                }
                else if (name is "@odata.nextLink" && reader.TokenType == JsonTokenType.String)
                {
                    next = reader.GetString();
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        else
        {
            reader.Skip();   // a bare list of records
        }

        while (reader.Read())
        {
            // What follows the answer is no JSON: the reader says so.
        }

        if (NameOf(context, file) is { } set)
        {
            return new ODataSet(set, file, records ?? bytes, next, context);
        }

        faults.Add(file, 0, null, "UNKNOWN_SET",
            "Neither @odata.context nor the file's name says which set it is: Observations.json, MeasureCodes.json, …");
        return null;
    }

    /// <summary>By the context's last part, <c>…/$metadata#Observations</c>; else by the file's name.</summary>
    private static string? NameOf(string? context, string? file)
    {
        if (context?.LastIndexOf('#') is >= 0 and var hash
            && SetForm().Match(context[(hash + 1)..]) is { Success: true } said)
        {
            return said.Groups["set"].Value;
        }

        return file is not null && FileForm().Match(Path.GetFileName(file)) is { Success: true } named
            ? named.Groups["set"].Value
            : null;
    }

    // "Observations", "Observations(Id,Measure)", "Properties/$entity", "CBS.Properties".
    [GeneratedRegex(@"^(?:[A-Za-z0-9]+\.)*(?<set>[A-Za-z][A-Za-z0-9]*)(?:\(.*\))?(?:/\$entity)?\z")]
    private static partial Regex SetForm();

    // "Observations.json", "Observations-2.json", "84852NED_RegioSCodes.json".
    [GeneratedRegex(@"^(?:\d{5}[A-Za-z]{3}[_-])?(?<set>[A-Za-z]+)(?:[_.-]\d+)?\.json\z")]
    private static partial Regex FileForm();
}
