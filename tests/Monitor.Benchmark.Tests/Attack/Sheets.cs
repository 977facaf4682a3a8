using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>
/// Rows of files as text, one way for all forms: numbers without trailing zeros, nothing as an empty one.
/// </summary>
internal static partial class Sheets
{
    /// <summary>Rows without their heading; no value has a line break in it.</summary>
    public static List<string> OfCsv(string text) =>
    [
        .. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => string.Join('|',
            Fields().Matches(line).Select(m =>
                Plain(m.Groups[1].Success ? m.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal)
                    : m.Groups[2].Value)))),
    ];

    /// <summary>Rows of the first sheet without their heading.</summary>
    /// <param name="file">A workbook.</param>
    /// <param name="columns">A row with all columns, as the sheet leaves out cells with nothing in them.</param>
    public static List<string> OfWorkbook(byte[] file, JsonNode columns)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var count = columns.AsObject().Count;
        var id = document.WorkbookPart!.Workbook!.Descendants<Sheet>().First().Id!.Value!;
        return
        [
            .. ((WorksheetPart)document.WorkbookPart.GetPartById(id)).Worksheet!.Descendants<Row>().Skip(1).Select(
            row =>
            {
                var cells = row.Elements<Cell>().ToDictionary(
                    c => ColumnOf(c.CellReference!.Value!),
                    c => c.DataType?.Value == CellValues.Boolean ? c.InnerText == "1" ? "true" : "false" : c.InnerText);
                return string.Join('|', Enumerable.Range(1, count).Select(i => Plain(cells.GetValueOrDefault(i, ""))));
            }),
        ];
    }

    public static string Plain(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("0.############", CultureInfo.InvariantCulture) : value;

    private static int ColumnOf(string reference) =>
        reference.TakeWhile(char.IsLetter).Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1);

    [GeneratedRegex("(?<=^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")]
    private static partial Regex Fields();
}
