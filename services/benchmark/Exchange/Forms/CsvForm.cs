using System.Text;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// RFC 4180: UTF-8, commas, CRLF, a decimal point; without a byte order mark, as scripts read it, unless asked for.
/// </summary>
internal sealed class CsvForm : IExportForm
{
    private const string MustBeQuoted = ",\"\r\n";

    public string Name => "csv";

    public string ContentType => "text/csv; charset=utf-8; header=present";

    public bool MayBePacked => true;

    public async Task WriteAsync(
        Stream body,
        ExportTable table,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        ExportQuery query,
        CancellationToken cancellationToken)
    {
        var text = new UTF8Encoding(query.HasByteOrderMark);
        await using var writer = new StreamWriter(body, text, bufferSize: 16 * 1024, leaveOpen: true);
        var line = new StringBuilder();
        await WriteAsync(writer, line, [.. table.Columns.Select(c => c.Name)], cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await WriteAsync(writer, line, row, cancellationToken);
        }
    }

    private static async Task WriteAsync(
        StreamWriter writer, StringBuilder line, IReadOnlyList<object?> row, CancellationToken cancellationToken)
    {
        line.Clear();
        foreach (var (place, value) in row.Index())
        {
            line.Append(place == 0 ? "" : ",").Append(Field(CellText.Guarded(value)));
        }

        await writer.WriteAsync(line.Append("\r\n"), cancellationToken);
    }

    private static string Field(string text) => text.AsSpan().ContainsAny(MustBeQuoted)
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
