using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// Reads a table of CBS's OData v4: the sets Dimensions, MeasureCodes and a code list for each dimension (groups and
/// Properties where they are there), then Observations by page: Id, Measure, ValueAttribute, Value, StringValue and a
/// column for each dimension.
/// </summary>
/// <remarks>
/// CBS leaves out cells that cannot occur, or says Impossible; Confidential and NotAvailable stand where the download
/// has a point.
/// </remarks>
internal sealed partial class StatLineOData(FigureMapping mapping, IStatLineSink sink, FigureFaults faults)
{
    private readonly List<ODataSet> sets = [];
    private ODataTable? table;
    private bool isRefused;
    private readonly List<(long Records, string? Next)> pages = [];

    /// <summary>Takes one part in; those that describe the table come before Observations.</summary>
    public void Read(StatLinePart part)
    {
        if (isRefused || ODataSet.Read(part, faults) is not { } set)
        {
            return;
        }

        if (set.Name != ODataSet.Observations)
        {
            sets.Add(set);
            return;
        }

        if (table is null)
        {
            table = ODataTable.Read(sets.ToLookup(s => s.Name, StringComparer.Ordinal), mapping, faults);
            isRefused = table is null || !sink.Begin(table.Shape);
        }

        if (!isRefused)
        {
            pages.Add((ReadPage(set), set.NextLink));
        }
    }

    /// <summary>Tells what lacked, once all parts are in.</summary>
    public void End()
    {
        if (isRefused)
        {
            return;
        }

        if (pages.Count == 0)
        {
            faults.Add(null, 0, null, "MISSING_SET", "There are no Observations: a table comes with all its sets.");
        }
        else if (!IsWhole())
        {
            faults.Add(null, 0, ODataSet.Observations, "MISSING_PAGE",
                $"A page of {ODataSet.Observations} is missing, or is there twice.");
        }

        foreach (var cut in sets.GroupBy(s => s.Name, StringComparer.Ordinal)
            .Where(g => g.Count(s => s.NextLink is not null) != g.Count() - 1))
        {
            faults.Add(null, 0, cut.Key, "MISSING_PAGE", $"A page of {cut.Key} is missing, or is there twice.");
        }
    }

    /// <summary>
    /// All pages but one name a next one; and where their links count records ($skip=100000), each begins where another
    /// ends, in whatever order they came.
    /// </summary>
    private bool IsWhole()
    {
        var before = pages.Where(p => p.Next is not null).ToList();
        if (before.Count != pages.Count - 1)
        {
            return false;
        }

        var ends = before.Select(p => Skip().Match(p.Next!)).ToList();
        if (ends.Count == 0 || !ends.TrueForAll(end => end.Success))
        {
            return true;
        }

        var numbers = ends.ConvertAll(end => long.Parse(end.Groups["records"].ValueSpan, CultureInfo.InvariantCulture));
        var starts = before.Zip(numbers, (page, end) => end - page.Records).Append(numbers.Max());
        return starts.Order().SequenceEqual(numbers.Append(0).Order());
    }

    /// <summary>Records of the page.</summary>
    private long ReadPage(ODataSet page)
    {
        var reader = new Utf8JsonReader(page.Records.Span);
        reader.Read();
        var record = new Record(table!.Shape.Dimensions.Count);
        var number = 0L;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            number++;
            record.Clear();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadProperty(ref reader, record, page.File, number);
            }

            Add(record, page.File, number);
        }

        return number;
    }

    private void ReadProperty(ref Utf8JsonReader reader, Record record, string? file, long number)
    {
        var name = reader.GetString()!;
        reader.Read();
        switch (name)
        {
            case "Measure" when reader.TokenType == JsonTokenType.String:
                record.Measure = reader.GetString();
                break;
            case "ValueAttribute" when reader.TokenType == JsonTokenType.String:
                record.Attribute = reader.GetString();
                break;
            case "Value":
                record.Value = reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var value)
                    ? value
                    : null;
                break;
            case "StringValue":
                record.Text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                break;
            default:
                if (reader.TokenType == JsonTokenType.String)
                {
                    ReadMember(name, reader.GetString()!, record, file, number);
                }

                reader.Skip();
                break;
        }
    }

    private void ReadMember(string dimension, string code, Record record, string? file, long number)
    {
        var place = dimension == table!.Region ? Record.Region
            : dimension == table.Period ? Record.Period
            : IndexOf(dimension);
        if (place is null)
        {
            return;   // not a dimension: an annotation, say
        }

        if (table.Member(dimension, code) is { } member)
        {
            record.Set(place.Value, member);
        }
        else
        {
            record.IsBad = true;
            faults.Add(file, number, dimension, "UNKNOWN_CODE", $"{dimension}Codes has no '{code}'.");
        }
    }

    private int? IndexOf(string dimension)
    {
        for (var place = 0; place < table!.Shape.Dimensions.Count; place++)
        {
            if (table.Shape.Dimensions[place].Name == dimension)
            {
                return place;
            }
        }

        return null;
    }

    private void Add(Record record, string? file, long number)
    {
        if (record.IsBad)
        {
            return;
        }

        if (record.Measure is null || table!.Measure(record.Measure) is not { } measure)
        {
            faults.Add(file, number, "Measure", "UNKNOWN_CODE", $"MeasureCodes has no '{record.Measure}'.");
        }
        else if (record.Members() is not { } members)
        {
            faults.Add(file, number, null, "BAD_RECORD", "The record lacks a dimension.");
        }
        else if (ValueOf(record) is { } value)
        {
            sink.Add(new StatLineCell(
                file, number, measure, members, record.RegionMember!, record.PeriodMember!, value));
        }
        else
        {
            faults.Add(file, number, "Value", "BAD_VALUE", record.Text is not null
                ? "The record has a text where a number belongs."
                : $"The record has no number, and its ValueAttribute is '{record.Attribute}'.");
        }
    }

    private static StatLineValue? ValueOf(Record record) => record switch
    {
        { Text: not null } => null,
        { Attribute: null or "None", Value: { } number } => new StatLineValue(StatLineValueKind.Number, number),
        { Attribute: "Impossible", Value: null } => new StatLineValue(StatLineValueKind.Impossible),
        { Attribute: "Confidential" or "NotAvailable", Value: null } => new StatLineValue(StatLineValueKind.Suppressed),
        _ => null,
    };

    [GeneratedRegex(@"[?&](?:\$|%24)skip=(?<records>\d{1,12})(?:&|\z)")]
    private static partial Regex Skip();

    /// <summary>The record being read: one object for all of a page.</summary>
    private sealed class Record(int dimensions)
    {
        public const int Region = -1;
        public const int Period = -2;

        private StatLineMember?[] members = new StatLineMember?[dimensions];

        public string? Measure { get; set; }

        public string? Attribute { get; set; }

        public decimal? Value { get; set; }

        public string? Text { get; set; }

        public bool IsBad { get; set; }

        public StatLineMember? RegionMember { get; private set; }

        public StatLineMember? PeriodMember { get; private set; }

        public void Clear()
        {
            (Measure, Attribute, Value, Text, IsBad) = (null, null, null, null, false);
            (RegionMember, PeriodMember) = (null, null);
            members = new StatLineMember?[dimensions];
        }

        public void Set(int place, StatLineMember member)
        {
            switch (place)
            {
                case Region:
                    RegionMember = member;
                    break;
                case Period:
                    PeriodMember = member;
                    break;
                default:
                    members[place] = member;
                    break;
            }
        }

        /// <summary>Null where one lacks.</summary>
        public StatLineMember[]? Members() =>
            RegionMember is null || PeriodMember is null || Array.IndexOf(members, null) >= 0
                ? null
                : (StatLineMember[])members!;
    }
}
