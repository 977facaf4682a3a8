using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// Writes one sheet, row by row: numbers as numbers, days as days, texts as texts that no program runs; the header
/// stays in sight.
/// </summary>
/// <param name="columns">From left to right.</param>
/// <param name="isTable">Whether the rows can be filtered by the header.</param>
internal sealed class Sheet(IReadOnlyList<ExportColumn> columns, bool isTable)
{
    private const int RowsHeld = 200;
    private static readonly DateOnly dayZero = new(1899, 12, 30);   // serial 0 where 1900 counts as a leap year

    /// <param name="part">Where it goes.</param>
    /// <param name="rows">As many values each as there are columns.</param>
    /// <param name="letGoAsync">Called now and then: what was written may go out.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteAsync(
        Stream part,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        Func<Task> letGoAsync,
        CancellationToken cancellationToken)
    {
        using var writer = OpenXmlWriter.Create(part, new UTF8Encoding(false));
        var count = 1;
        Begin(writer);
        Write(writer, 1, [.. columns.Select(c => c.Name)], WorkbookParts.HeaderStyle);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            Write(writer, ++count, row, style: null);
            if (count % RowsHeld == 0)
            {
                await letGoAsync();
            }
        }

        writer.WriteEndElement();   // sheetData
        if (isTable)
        {
            writer.WriteElement(new AutoFilter { Reference = $"A1:{Letters(columns.Count)}{count}" });
        }

        writer.WriteEndElement();
    }

    private void Begin(OpenXmlWriter writer)
    {
        writer.WriteStartDocument();
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(
            new Pane
            {
                VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            })
        { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(columns.Select((column, place) => new Column
        {
            Min = (uint)place + 1, Max = (uint)place + 1, Width = column.Width, CustomWidth = true,
        })));
        writer.WriteStartElement(new SheetData());
    }

    private static void Write(OpenXmlWriter writer, int number, IReadOnlyList<object?> row, uint? style)
    {
        writer.WriteStartElement(new Row { RowIndex = (uint)number });
        foreach (var (place, value) in row.Index())
        {
            if (value is not null)
            {
                var reference = Letters(place + 1) + number.ToString(CultureInfo.InvariantCulture);
                writer.WriteElement(CellOf(value, reference, style));
            }
        }

        writer.WriteEndElement();
    }

    private static Cell CellOf(object value, string reference, uint? style) => value switch
    {
        string text => new Cell(new InlineString(new Text(Plain(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = reference, DataType = CellValues.InlineString, StyleIndex = style,
        },
        bool isTrue => new Cell(new CellValue(isTrue ? "1" : "0"))
        {
            CellReference = reference, DataType = CellValues.Boolean,
        },
        DateOnly day => new Cell(new CellValue(CellText.Of(day.DayNumber - dayZero.DayNumber)))
        {
            CellReference = reference, StyleIndex = WorkbookParts.DayStyle,
        },
        _ => new Cell(new CellValue(CellText.Of(value))) { CellReference = reference },
    };

    /// <summary>XML has no place for control characters; a text that held one says so by a mark.</summary>
    private static string Plain(string text) => text.All(IsPlain)
        ? text
        : string.Concat(text.Select(c => IsPlain(c) ? c : '\uFFFD'));

    private static bool IsPlain(char unit) => XmlConvert.IsXmlChar(unit) || char.IsSurrogate(unit);

    /// <summary>A for 1, AA for 27.</summary>
    private static string Letters(int column) =>
        column <= 26 ? $"{(char)('A' + column - 1)}" : Letters((column - 1) / 26) + Letters(((column - 1) % 26) + 1);
}
