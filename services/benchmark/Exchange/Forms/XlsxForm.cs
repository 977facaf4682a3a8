using System.IO.Compression;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// A workbook with the rows on one sheet and what they mean on another. Its parts are written straight into the answer,
/// in the order in which they are made, with one fixed time: the same rows give the same bytes.
/// </summary>
internal sealed class XlsxForm : IExportForm
{
    private static readonly DateTimeOffset ofEveryPart = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Name => "xlsx";

    public string ContentType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public bool MayBePacked => false;   // it is a zip already

    public async Task WriteAsync(
        Stream body,
        ExportTable table,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        ExportQuery query,
        CancellationToken cancellationToken)
    {
        await using var held = new HeldBytes();
        using (var zip = new ZipArchive(held, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in WorkbookParts.All)
            {
                using var part = Open(zip, name);
                part.Write(text);
            }

            using (var definitions = Open(zip, WorkbookParts.Definitions))
            {
                await new Sheet(Definitions.Columns, isTable: false)
                    .WriteAsync(definitions, Definitions.Of(table), LetGoAsync, cancellationToken);
            }

            using (var data = Open(zip, WorkbookParts.Data))
            {
                await new Sheet(table.Columns, isTable: true).WriteAsync(data, rows, LetGoAsync, cancellationToken);
            }
        }

        await LetGoAsync();

        Task LetGoAsync() => held.EmptyIntoAsync(body, cancellationToken);
    }

    private static Stream Open(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = ofEveryPart;
        return entry.Open();
    }

    /// <summary>The second sheet.</summary>
    private static class Definitions
    {
        public static IReadOnlyList<ExportColumn> Columns { get; } =
        [
            new("onderwerp", ColumnKind.Text, "", 28), new("betekenis", ColumnKind.Text, "", 110),
        ];

        public static IAsyncEnumerable<IReadOnlyList<object?>> Of(ExportTable table) => table.Notes
            .Concat(table.Columns.Select(c => new ExportNote($"kolom {c.Name}", c.Definition)))
            .Select(IReadOnlyList<object?> (note) => [note.Subject, note.Text])
            .ToAsyncEnumerable();
    }
}
