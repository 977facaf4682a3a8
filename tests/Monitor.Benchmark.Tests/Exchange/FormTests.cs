using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.AspNetCore.Http;
using Monitor.Benchmark.Exchange;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>How values stand in each form of a file.</summary>
public sealed class FormTests
{
    private static readonly IReadOnlyList<ExportColumn> columns =
    [
        new("label", ColumnKind.Text, "Naam."), new("count", ColumnKind.Integer, "Aantal."),
        new("value", ColumnKind.Number, "Waarde."), new("generated", ColumnKind.Boolean, "Gemaakt."),
        new("published_on", ColumnKind.Date, "Dag."),
    ];

    [Fact]
    public async Task Csv_has_points_and_days_and_runs_no_formula() => Assert.Equal(
        """"
        label,count,value,generated,published_on
        Súdwest-Fryslân,-3,7.5,true,2019-07-01
        "Nuenen, ""Gerwen""",0,-0.25,false,
        '=1+1,,100,,
        '@SUM(A1),,,,
        '-2,,,,
        "regel
        twee",,,,

        """".ReplaceLineEndings("\r\n").Replace("regel\r\n", "regel\n", StringComparison.Ordinal),
        Encoding.UTF8.GetString(await WriteAsync("csv")));

    [Fact]
    public async Task Json_has_numbers_as_numbers_and_nothing_as_null()
    {
        var rows = JsonNode.Parse(await WriteAsync("json"))!.AsArray();
        var lines = Encoding.UTF8.GetString(await WriteAsync("ndjson")).Split('\n');

        Assert.Equal(
            """{"label":"Súdwest-Fryslân","count":-3,"value":7.5,"generated":true,"published_on":"2019-07-01"}""",
            lines[0]);
        Assert.Equal("""{"label":"=1+1","count":null,"value":100,"generated":null,"published_on":null}""", lines[2]);
        Assert.Equal("", lines[^1]);
        Assert.Equal(
            lines[..^1].Select(l => JsonNode.Parse(l)!.ToJsonString()), rows.Select(r => r!.ToJsonString()));
    }

    [Fact]
    public async Task A_workbook_is_valid_and_holds_real_types_and_definitions()
    {
        using var file = new MemoryStream(await WriteAsync("xlsx"));
        using var document = SpreadsheetDocument.Open(file, false);

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Part?.Uri} {e.Description}"));
        var sheets = document.WorkbookPart!.Workbook.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ToList();
        Assert.Equal(["gegevens", "toelichting"], sheets.Select(s => s.Name!.Value));
        var data = ((WorksheetPart)document.WorkbookPart.GetPartById(sheets[0].Id!)).Worksheet;
        var row = data.Descendants<Row>().ElementAt(1).Elements<Cell>().ToList();
        Assert.Equal(["A2", "B2", "C2", "D2", "E2"], row.Select(c => c.CellReference!.Value));
        Assert.Equal("Súdwest-Fryslân", row[0].InnerText);
        Assert.Equal(
            [CellValues.InlineString, null, null, CellValues.Boolean, null], row.Select(c => c.DataType?.Value));
        Assert.Equal(["-3", "7.5", "1", "43647"], row[1..].Select(c => c.CellValue!.Text));   // 43647 = 1 July 2019
        Assert.Equal("=1+1", data.Descendants<Row>().ElementAt(3).InnerText[..4]);
        Assert.Empty(data.Descendants<CellFormula>());
        Assert.Equal(PaneStateValues.Frozen, data.Descendants<Pane>().Single().State!.Value);
        Assert.Equal("A1:E7", data.Descendants<AutoFilter>().Single().Reference!.Value);
        Assert.All(data.Descendants<Column>(), column => Assert.True(column.CustomWidth!.Value));
        var notes = ((WorksheetPart)document.WorkbookPart.GetPartById(sheets[1].Id!)).Worksheet;
        Assert.Contains(notes.Descendants<Row>(), r => r.InnerText == "kolom valueWaarde.");
        Assert.Contains(notes.Descendants<Row>(), r => r.InnerText == "bronEen toets.");
    }

    [Fact]
    public async Task A_large_table_goes_out_while_it_comes_in()
    {
        foreach (var form in ExportForms.All)
        {
            var read = 0;
            var writtenAt = 0;
            var body = new Probe(() => writtenAt = writtenAt == 0 ? read : writtenAt);
            await form.WriteAsync(
                body, Table(), Many(20_000, () => read++), Query(), TestContext.Current.CancellationToken);

            // The first bytes of rows leave long before the last row is read. What always comes first does not count.
            Assert.True(form.Name == "xlsx" || writtenAt is > 0 and < 2_000, $"{form.Name}: {writtenAt}");
            Assert.True(body.LargestWrite < 256 * 1024, $"{form.Name}: {body.LargestWrite}");
        }
    }

    [Fact]
    public async Task A_workbook_has_no_time_of_its_own()
    {
        using var zip = new ZipArchive(new MemoryStream(await WriteAsync("xlsx")));

        Assert.All(zip.Entries, entry => Assert.Equal(2000, entry.LastWriteTime.Year));
    }

    private static async Task<byte[]> WriteAsync(string form)
    {
        using var body = new MemoryStream();
        await ExportForms.Of(form).WriteAsync(
            body, Table(), Rows().ToAsyncEnumerable(), Query(), TestContext.Current.CancellationToken);
        return body.ToArray();
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows() =>
    [
        ["Súdwest-Fryslân", -3, 7.50m, true, new DateOnly(2019, 7, 1)],
        ["Nuenen, \"Gerwen\"", 0, -0.25m, false, null],
        ["=1+1", null, 100m, null, null],
        ["@SUM(A1)", null, null, null, null],
        ["-2", null, null, null, null],
        ["regel\ntwee", null, null, null, null],
    ];

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Many(int count, Action read)
    {
        for (var i = 0; i < count; i++)
        {
            read();
            yield return [$"rij {i}", i, i / 4m, true, new DateOnly(2019, 7, 1)];
        }

        await Task.CompletedTask;
    }

    private static ExportTable Table() => new(
        "toets", columns, (_, _) => Rows().ToAsyncEnumerable(), _ => ValueTask.FromResult(6L))
    {
        State = "1", ModifiedAt = DateTimeOffset.UnixEpoch, CacheControl = "no-store",
        Notes = [new("bron", "Een toets.")],
    };

    private static ExportQuery Query() => new(new DefaultHttpContext().Request);

    /// <summary>Takes no synchronous writes, as servers do not.</summary>
    private sealed class Probe(Action written) : Stream
    {
        public int LargestWrite { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LargestWrite = Math.Max(LargestWrite, buffer.Length);
            written();
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
