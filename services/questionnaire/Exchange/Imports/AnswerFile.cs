namespace Monitor.Questionnaire.Exchange;

/// <summary>The rows of a file as cells: finds the columns, and whose each row is.</summary>
internal sealed class AnswerFile
{
    private readonly CsvTable table;
    private readonly ImportMap map;
    private readonly IReadOnlySet<string> municipalities;
    private readonly FileFaults faults;
    private readonly Dictionary<string, (DateTimeOffset At, long Line)> submitted = new(StringComparer.Ordinal);

    private AnswerFile(CsvTable table, ImportMap map, IReadOnlySet<string> municipalities, FileFaults faults)
    {
        this.table = table;
        this.map = map;
        this.municipalities = municipalities;
        this.faults = faults;
    }

    /// <summary>When each municipality submitted, as far as the file says.</summary>
    public IReadOnlyDictionary<string, (DateTimeOffset At, long Line)> Submitted => submitted;

    public int Rows => table.Rows.Count;

    /// <summary>
    /// The cells, by line; rows that cannot be told apart or told whose they are become faults and are left out.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="map">How its codes are ours.</param>
    /// <param name="municipalities">Codes of those that were invited.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="cells">None when the header is wrong.</param>
    public static AnswerFile? Read(
        ReadOnlyMemory<byte> file,
        ImportMap map,
        IReadOnlySet<string> municipalities,
        FileFaults faults,
        out IReadOnlyList<FileCell> cells)
    {
        cells = [];
        if (CsvTable.Read(file, faults) is not { } table)
        {
            return null;
        }

        var reading = new AnswerFile(table, map, municipalities, faults);
        if (reading.CheckHeader())
        {
            cells = map.Layout == FileLayout.Wide ? reading.WideCells() : reading.LongCells();
        }

        return reading;
    }

    private string NameOf(string column) => map.Columns.GetValueOrDefault(column, column);

    private int? PlaceOf(string column) => table.PlaceOf(NameOf(column));

    private bool CheckHeader()
    {
        string[] needed = map.Layout == FileLayout.Wide
            ? [AnswerColumns.Municipality]
            : [AnswerColumns.Municipality, AnswerColumns.Question];
        var missing = needed.Where(column => PlaceOf(column) is null).ToList();
        foreach (var column in missing)
        {
            faults.Add(1, NameOf(column), "MISSING_COLUMN", $"The header lacks the column '{NameOf(column)}'.");
        }

        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        known.UnionWith(KnownColumns().Select(NameOf));
        known.UnionWith(AnswerColumns.Told);
        known.UnionWith(map.Ignore);
        foreach (var header in table.Headers.Where(header => !known.Contains(header)))
        {
            if (map.Layout == FileLayout.Long)
            {
                faults.Add(1, header, "UNKNOWN_COLUMN",
                    $"'{header}' is no column here; the columns are {string.Join(", ", AnswerColumns.Read)}.");
            }
        }

        return missing.Count == 0;
    }

    private IReadOnlyList<string> KnownColumns() => map.Layout == FileLayout.Wide
        ? [AnswerColumns.Municipality, AnswerColumns.SubmittedAt]
        : AnswerColumns.Read;

    private List<FileCell> LongCells()
    {
        var question = PlaceOf(AnswerColumns.Question)!.Value;
        var options = PlaceOf(AnswerColumns.Options);
        var text = PlaceOf(AnswerColumns.Text);
        var number = PlaceOf(AnswerColumns.Number);
        var remark = PlaceOf(AnswerColumns.Remark);
        var cells = new List<FileCell>(table.Rows.Count);
        var seen = new HashSet<(string, string)>();
        foreach (var row in table.Rows)
        {
            if (MunicipalityOf(row) is not { } municipality)
            {
                continue;
            }

            var code = row.Fields[question].Trim();
            if (map.Ignore.Contains(code))
            {
                continue;
            }

            if (!seen.Add((municipality, code)))
            {
                faults.Add(row.Line, NameOf(AnswerColumns.Question), "DUPLICATE_ROW",
                    $"{municipality} has a row for '{code}' before this one; leave one out.");
                continue;
            }

            cells.Add(new FileCell(
                row.Line, null, municipality, code, Field(row, options), Field(row, text), Field(row, number),
                Field(row, remark)));
        }

        return cells;
    }

    private List<FileCell> WideCells()
    {
        var known = new HashSet<string>(KnownColumns().Select(NameOf), StringComparer.OrdinalIgnoreCase);
        known.UnionWith(map.Ignore);
        var questions = table.Headers.Index().Where(header => !known.Contains(header.Item)).ToList();
        var cells = new List<FileCell>(table.Rows.Count * questions.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (MunicipalityOf(row) is not { } municipality)
            {
                continue;
            }

            if (!seen.Add(municipality))
            {
                faults.Add(row.Line, NameOf(AnswerColumns.Municipality), "DUPLICATE_ROW",
                    $"{municipality} has a row before this one; leave one out.");
                continue;
            }

            foreach (var (place, code) in questions)
            {
                cells.Add(new FileCell(
                    row.Line, code, municipality, code, SpreadsheetText.Read(row.Fields[place]), "", "", ""));
            }
        }

        return cells;
    }

    /// <summary>Null, and a fault says why, for a row that is nobody's.</summary>
    private string? MunicipalityOf(CsvRow row)
    {
        var column = NameOf(AnswerColumns.Municipality);
        var written = Field(row, PlaceOf(AnswerColumns.Municipality)).Trim();
        var code = map.Municipalities.GetValueOrDefault(written, written);
        if (written.Length == 0)
        {
            faults.Add(row.Line, column, "UNKNOWN_MUNICIPALITY", "The row names no municipality.");
            return null;
        }

        if (!municipalities.Contains(code))
        {
            faults.Add(row.Line, column, "UNKNOWN_MUNICIPALITY",
                $"'{code}' is no code of a municipality that was invited to this round, such as GM0363.");
            return null;
        }

        NoteMoment(row, code);
        return code;
    }

    private void NoteMoment(CsvRow row, string municipality)
    {
        var column = NameOf(AnswerColumns.SubmittedAt);
        var written = Field(row, PlaceOf(AnswerColumns.SubmittedAt)).Trim();
        if (written.Length == 0)
        {
            return;
        }

        if (!CellValues.TryMoment(written, out var moment))
        {
            faults.Add(row.Line, column, "BAD_DATE",
                $"'{written}' is no moment; write 2017-10-31T12:00:00Z, 2017-10-31 or 31-10-2017 12:00.");
        }
        else if (!submitted.TryAdd(municipality, (moment, row.Line)) && submitted[municipality].At != moment)
        {
            faults.Add(row.Line, column, "SUBMITTED_TWICE", FormattableString.Invariant(
                $"{municipality} submitted at another moment on line {submitted[municipality].Line}; give one."));
        }
    }

    private static string Field(CsvRow row, int? place) =>
        place is { } at ? SpreadsheetText.Read(row.Fields[at]) : "";
}
