using System.Text;
using CsvHelper;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Seeding;

/// <summary>
/// A file of an import: a header and rows, semicolons or commas, quotes as in RFC 4180; spaces around fields, with
/// which CBS fills its columns up, are no part of them.
/// </summary>
/// <param name="Headers">Names of the columns.</param>
/// <param name="Rows">Those that have as many fields as the header, with their line.</param>
internal sealed record AreaTable(IReadOnlyList<string> Headers, IReadOnlyList<(int Line, string[] Fields)> Rows)
{
    /// <summary>Bytes of a row: a quote that is not closed must not swallow the file.</summary>
    private const int LargestRow = 64 * 1024;

    /// <summary>Reads a file; rows that cannot be read are faults and left out.</summary>
    public static AreaTable Read(string text, AreaFile file, List<AreaFault> faults)
    {
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        var malformed = new HashSet<long>();
        try
        {
            using var reader = CsvReader.Create(bytes, new CsvReaderOptions
            {
                Separator = SeparatorOf(text),
                TrackLineNumbers = true,
                MaxRecordSize = LargestRow,
                OnMalformedRecord = record => malformed.Add(record.LineNumber),
            });
            return Read(reader, malformed, file, faults);
        }
        catch (CsvFormatException failure)
        {
            faults.Add(new AreaFault(
                file, (int)failure.LineNumber, "BAD_CSV", "From here the file cannot be read: a quote is not closed."));
            return new AreaTable([], []);
        }
    }

    /// <summary>The place of a column; null when the file lacks it.</summary>
    public int? PlaceOf(string column)
    {
        var place = Headers.Index().Where(h => h.Item.Equals(column, StringComparison.OrdinalIgnoreCase));
        return place.Select(h => (int?)h.Index).FirstOrDefault();
    }

    private static AreaTable Read(CsvReader reader, HashSet<long> malformed, AreaFile file, List<AreaFault> faults)
    {
        string[] headers = [.. reader.Headers.ToArray().Select(h => h.Trim())];
        var rows = new List<(int, string[])>();
        while (reader.Read())
        {
            var line = (int)reader.LineNumber;
            if (malformed.Contains(reader.LineNumber))
            {
                faults.Add(new AreaFault(file, line, "BAD_CSV", "A quote stands inside a field, or is not closed."));
            }
            else if (reader.FieldCount != headers.Length)
            {
                faults.Add(new AreaFault(file, line, "ROW_LENGTH", FormattableString.Invariant(
                    $"The row has {reader.FieldCount} fields; the header names {headers.Length}.")));
            }
            else
            {
                rows.Add((line, [.. headers.Select((_, place) => reader.GetString(place).Trim())]));
            }
        }

        return new AreaTable(headers, rows);
    }

    private static char SeparatorOf(string text)
    {
        var header = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n')));
        return header.Count(';') > 0 ? ';' : ',';
    }
}
