using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// Reads the CSV download of StatLine ("CSV met statistische symbolen"): a row per region, period and further member,
/// a column per dimension and then per measure; perhaps a title above the header, and "Bron: CBS" below the rows. The
/// download in codes (columns RegioS, Perioden, OntvangenMeldingen_1) is read too.
/// </summary>
/// <remarks>UTF-8 with a byte order mark or none, semicolons (or commas), RFC 4180 quotes.</remarks>
internal sealed class StatLineCsv
{
    /// <summary>Lines above the header: a title, and empty ones.</summary>
    private const int MostTitleLines = 20;

    /// <summary>Bytes of a row: an unclosed quote must not swallow a file.</summary>
    private const int LargestRow = 64 * 1024;

    /// <summary>Columns: dimensions and measures of one table.</summary>
    private const int MostColumns = 500;

    private readonly string? file;
    private readonly FigureMapping mapping;
    private readonly FigureFaults faults;
    private readonly Dictionary<(int Column, string Text), StatLineMember> members = [];

    private StatLineCsv(string? file, FigureMapping mapping, FigureFaults faults)
    {
        this.file = file;
        this.mapping = mapping;
        this.faults = faults;
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Hands every cell to the sink; what cannot be read is a fault.</summary>
    public static void Read(
        string? file, ReadOnlyMemory<byte> bytes, FigureMapping mapping, IStatLineSink sink, FigureFaults faults) =>
        new StatLineCsv(file, mapping, faults).Read(bytes, sink);

    private void Read(ReadOnlyMemory<byte> bytes, IStatLineSink sink)
    {
        if (bytes.Span.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        if (!Utf8.IsValid(bytes.Span))
        {
            faults.Add(file, 0, null, "NOT_UTF8", "The file is not UTF-8: download it again, or save it as CSV UTF-8.");
            return;
        }

        if (HeaderOf(bytes.Span) is not { } header)
        {
            faults.Add(file, 1, null, "NO_HEADER",
                $"None of the first lines names the columns '{mapping.Region}' and '{mapping.Period}'. "
                + "Choose 'CSV met statistische symbolen' at StatLine, with both among the rows.");
            return;
        }

        var malformed = new HashSet<long>();
        try
        {
            using var reader = CsvReader.Create(bytes[header.Offset..], new CsvReaderOptions
            {
                Separator = header.Separator,
                TrackLineNumbers = true,
                MaxRecordSize = LargestRow,
                OnMalformedRecord = record => malformed.Add(record.LineNumber),
            });
            ReadRows(reader, header.Lines, malformed, sink);
        }
        catch (CsvFormatException failure)
        {
            faults.Add(
                file, failure.LineNumber + header.Lines, null, "BAD_CSV",
                $"The file cannot be read from here: a row of over {LargestRow / 1024} KiB, or a quote not closed.");
        }
    }

    private void ReadRows(CsvReader reader, int above, HashSet<long> malformed, IStatLineSink sink)
    {
        if (ColumnsOf(reader, above + 1) is not { } columns || !sink.Begin(columns.Shape))
        {
            return;
        }

        while (reader.Read())
        {
            var line = reader.LineNumber + above;
            if (malformed.Contains(reader.LineNumber))
            {
                faults.Add(file, line, null, "BAD_CSV",
                    "A quote stands inside a field, or is not closed: put the field in quotes, double those inside.");
            }
            else if (reader.FieldCount == columns.Count)
            {
                ReadRow(reader, line, columns, sink);
            }
            else if (!IsFooter(reader))
            {
                faults.Add(file, line, null, "ROW_LENGTH", FormattableString.Invariant(
                    $"The row has {reader.FieldCount} fields; the header names {columns.Count}."));
            }
        }
    }

    private void ReadRow(CsvReader reader, long line, Columns columns, IStatLineSink sink)
    {
        if (IsFooter(reader))
        {
            return;
        }

        var region = MemberOf(reader, columns.Region);
        var period = MemberOf(reader, columns.Period);
        var others = columns.Dimensions.Length == 0
            ? []
            : Array.ConvertAll(columns.Dimensions, column => MemberOf(reader, column));
        foreach (var (column, measure) in columns.Measures)
        {
            var text = reader.GetString(column);
            var value = columns.IsCoded
                ? StatLineValue.TryParseCoded(text)
                : StatLineValue.TryParseTitled(text);
            if (value is { } known)
            {
                sink.Add(new StatLineCell(file, line, measure, others, region, period, known));
            }
            else
            {
                faults.Add(file, line, measure.Column, "BAD_VALUE",
                    $"'{Shown(text)}' is no number, no point and not empty. Is the column a dimension that the mapping "
                    + "does not name?");
            }
        }
    }

    /// <summary>A line below the rows: "Bron: CBS", or nothing.</summary>
    private static bool IsFooter(CsvReader reader)
    {
        for (var column = 1; column < reader.FieldCount; column++)
        {
            if (reader.GetString(column).AsSpan().Trim().Length > 0)
            {
                return false;
            }
        }

        var first = reader.FieldCount == 0 ? "" : reader.GetString(0).Trim();
        return first.Length == 0 || first.StartsWith("Bron:", StringComparison.Ordinal)
            || first.StartsWith('©') || first.StartsWith("Source:", StringComparison.Ordinal);
    }

    private StatLineMember MemberOf(CsvReader reader, int column)
    {
        var text = reader.GetString(column);
        if (!members.TryGetValue((column, text), out var member))
        {
            member = new StatLineMember(text.Trim(), Code: null);
            members.Add((column, text), member);
        }

        return member;
    }

    /// <summary>Which column is what, by its name; null, and faults say why, where it cannot be told.</summary>
    private Columns? ColumnsOf(CsvReader reader, long line)
    {
        string[] names = [.. reader.Headers.ToArray().Select(name => name.Trim())];
        if (names.Length > MostColumns)
        {
            faults.Add(file, line, null, "TOO_MANY_COLUMNS", FormattableString.Invariant(
                $"The header names {names.Length} columns; a table has at most {MostColumns}."));
            return null;
        }

        var before = faults.Count;
        foreach (var twice in names.CountBy(name => name, StringComparer.Ordinal).Where(n => n.Value > 1))
        {
            faults.Add(file, line, twice.Key, "DUPLICATE_COLUMN",
                $"The header names '{twice.Key}' {twice.Value} times.");
        }

        var keys = Array.ConvertAll(names, StatLineName.KeyOf);
        var dimensions = new List<int>();
        foreach (var dimension in mapping.Dimensions)
        {
            var column = Array.IndexOf(keys, StatLineName.KeyOf(dimension.Name));
            dimensions.Add(column);
            if (column < 0)
            {
                faults.Add(file, line, dimension.Name, "NO_COLUMN",
                    $"The mapping needs the column '{dimension.Name}'; put it among the rows of the download.");
            }
        }

        return faults.Count > before ? null : new Columns(names, keys, mapping, dimensions);
    }

    /// <summary>Where the header begins: the first line that names the region's and the period's column.</summary>
    private (int Offset, int Lines, char Separator)? HeaderOf(ReadOnlySpan<byte> bytes)
    {
        string[] wanted = [StatLineName.KeyOf(mapping.Region), StatLineName.KeyOf(mapping.Period)];
        var offset = 0;
        for (var lines = 0; lines < MostTitleLines && offset < bytes.Length; lines++)
        {
            var rest = bytes[offset..];
            var end = rest.IndexOf((byte)'\n');
            var text = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
            foreach (var separator in (ReadOnlySpan<char>)[';', ','])
            {
                var keys = text.Split(separator).Select(StatLineName.KeyOf).ToList();
                if (wanted.All(keys.Contains))
                {
                    return (offset, lines, separator);
                }
            }

            offset = end < 0 ? bytes.Length : offset + end + 1;
        }

        return null;
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    /// <summary>The columns of a header.</summary>
    private sealed class Columns
    {
        public Columns(string[] names, string[] keys, FigureMapping mapping, IReadOnlyList<int> dimensions)
        {
            Count = names.Length;
            Region = Array.IndexOf(keys, StatLineName.KeyOf(mapping.Region));
            Period = Array.IndexOf(keys, StatLineName.KeyOf(mapping.Period));
            Dimensions = [.. dimensions];
            Measures =
            [
                .. names.Index()
                    .Where(n => n.Index != Region && n.Index != Period && !dimensions.Contains(n.Index)
                        && keys[n.Index] != "id")
                    .Select(n => (n.Index, MeasureOf(n.Item))),
            ];

            IsCoded = Measures.Any(m => StatLineName.IsKey(m.Measure.Column));
            Shape = new StatLineShape(
                Id: null, ModifiedOn: null, [.. Measures.Select(m => m.Measure)],
                [.. mapping.Dimensions.Select(d => new StatLineDimension(d.Name, d.Name))]);
        }

        public int Count { get; }

        public int Region { get; }

        public int Period { get; }

        public int[] Dimensions { get; }

        public IReadOnlyList<(int Column, StatLineMeasure Measure)> Measures { get; }

        /// <summary>Codes instead of names, and numbers with a decimal point.</summary>
        public bool IsCoded { get; }

        public StatLineShape Shape { get; }

        private static StatLineMeasure MeasureOf(string column)
        {
            var (title, unit) = StatLineName.OfMeasure(column);
            return new StatLineMeasure(title, unit, column);
        }
    }
}
