using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace Monitor.Questionnaire.Exchange;

/// <summary>A row of a file: its line, and its fields as they stand there.</summary>
internal sealed record CsvRow(long Line, string[] Fields);

/// <summary>A file with a header: UTF-8, with a byte order mark or none, comma or semicolon, RFC 4180.</summary>
/// <param name="Headers">Names of the columns, without spaces around them.</param>
/// <param name="Rows">Those that have as many fields as the header.</param>
internal sealed record CsvTable(IReadOnlyList<string> Headers, IReadOnlyList<CsvRow> Rows)
{
    /// <summary>Rows of a file, good or bad: 600 municipalities with 400 questions each.</summary>
    private const int MostRows = 240_000;

    /// <summary>Columns: a survey tool writes some for each question. Rows times columns must fit in memory.</summary>
    private const int MostColumns = 2_000;

    /// <summary>Bytes of a row: an unclosed quote must not swallow a file.</summary>
    private const int LargestRow = 64 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>
    /// Reads a file. Every row that cannot be read is a fault and left out; a file that cannot be read at all is null.
    /// </summary>
    public static CsvTable? Read(ReadOnlyMemory<byte> file, FileFaults faults)
    {
        if (file.Span.StartsWith(ByteOrderMark))
        {
            file = file[ByteOrderMark.Length..];
        }

        if (FirstBadLine(file.Span) is { } bad)
        {
            faults.Add(bad, null, "NOT_UTF8", "The file is not UTF-8 here; save it as CSV UTF-8.");
            return null;
        }

        var (header, skipped) = SeparatorHint(file.Span);
        var malformed = new HashSet<long>();
        try
        {
            using var reader = CsvReader.Create(file[header..], new CsvReaderOptions
            {
                Separator = SeparatorOf(file.Span[header..]),
                TrackLineNumbers = true,
                MaxRecordSize = LargestRow,
                OnMalformedRecord = record => malformed.Add(record.LineNumber),
            });
            return Read(reader, skipped, malformed, faults);
        }
        catch (CsvFormatException failure)
        {
            faults.Add(
                failure.LineNumber + skipped, null, "BAD_CSV",
                $"The file cannot be read from here: a row of over {LargestRow / 1024} KiB, or a quote not closed.");
            return null;
        }
    }

    /// <summary>The place of a column; null when the file lacks it.</summary>
    public int? PlaceOf(string column)
    {
        for (var place = 0; place < Headers.Count; place++)
        {
            if (string.Equals(Headers[place], column, StringComparison.OrdinalIgnoreCase))
            {
                return place;
            }
        }

        return null;
    }

    private static CsvTable? Read(
        CsvReader reader, int skipped, HashSet<long> malformed, FileFaults faults)
    {
        var headers = reader.Headers.ToArray().Select(name => name.Trim()).ToArray();
        if (headers.All(name => name.Length == 0))
        {
            faults.Add(1, null, "NO_HEADER", "The file is empty; its first line names the columns.");
            return null;
        }

        if (headers.Length > MostColumns)
        {
            faults.Add(1 + skipped, null, "TOO_MANY_COLUMNS", FormattableString.Invariant(
                $"The header names {headers.Length} columns; a file holds at most {MostColumns}."));
            return null;
        }

        RequireDistinct(headers, 1 + skipped, faults);
        var rows = new List<CsvRow>();
        for (var count = 1; reader.Read(); count++)
        {
            var line = reader.LineNumber + skipped;
            if (count > MostRows)
            {
                faults.Add(line, null, "TOO_MANY_ROWS", FormattableString.Invariant(
                    $"A file holds at most {MostRows} rows; divide it over several."));
                break;
            }

            if (malformed.Contains(reader.LineNumber))
            {
                faults.Add(line, null, "BAD_CSV",
                    "A quote stands inside a field, or is not closed: put the field in quotes, double those inside.");
            }
            else if (reader.FieldCount != headers.Length)
            {
                faults.Add(line, null, "ROW_LENGTH", FormattableString.Invariant(
                    $"The row has {reader.FieldCount} fields; the header names {headers.Length}."));
            }
            else
            {
                rows.Add(new CsvRow(line, FieldsOf(reader)));
            }
        }

        return new CsvTable(headers, rows);
    }

    private static string[] FieldsOf(CsvReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (var place = 0; place < fields.Length; place++)
        {
            fields[place] = reader.GetString(place);
        }

        return fields;
    }

    private static void RequireDistinct(string[] headers, long line, FileFaults faults)
    {
        foreach (var name in headers.CountBy(name => name, StringComparer.OrdinalIgnoreCase))
        {
            if (name.Value > 1)
            {
                faults.Add(line, name.Key, "DUPLICATE_COLUMN", $"The header names '{name.Key}' {name.Value} times.");
            }
        }
    }

    /// <summary>Excel's own first line <c>sep=;</c>: where the header begins, and the lines before it.</summary>
    private static (int Bytes, int Lines) SeparatorHint(ReadOnlySpan<byte> file)
    {
        var end = file.IndexOf((byte)'\n');
        return end > 0 && file.StartsWith("sep="u8) && file[..end].TrimEnd((byte)'\r').Length == "sep=;".Length
            ? (end + 1, 1)
            : (0, 0);
    }

    private static char SeparatorOf(ReadOnlySpan<byte> file)
    {
        var end = file.IndexOfAny((byte)'\n', (byte)'\r');
        var header = end < 0 ? file : file[..end];
        return header.Count((byte)';') > 0 && header.Count((byte)';') >= header.Count((byte)',') ? ';' : ',';
    }

    private static long? FirstBadLine(ReadOnlySpan<byte> file)
    {
        if (Utf8.IsValid(file))
        {
            return null;
        }

        var good = 0;
        while (Rune.DecodeFromUtf8(file[good..], out _, out var read) == System.Buffers.OperationStatus.Done)
        {
            good += read;
        }

        return file[..good].Count((byte)'\n') + 1L;
    }
}
