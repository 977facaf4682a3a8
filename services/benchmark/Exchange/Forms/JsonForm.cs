using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitor.Benchmark.Exchange;

/// <summary>One array of objects, a row each, with the columns' names; absent values are null.</summary>
internal sealed class JsonForm : IExportForm
{
    public string Name => "json";

    public string ContentType => "application/json; charset=utf-8";

    public bool MayBePacked => true;

    public async Task WriteAsync(
        Stream body,
        ExportTable table,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        ExportQuery query,
        CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(body, JsonRow.Options);
        writer.WriteStartArray();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            JsonRow.Write(writer, table.Columns, row);
            if (writer.BytesPending > JsonRow.FlushAt)
            {
                await writer.FlushAsync(cancellationToken);
            }
        }

        writer.WriteEndArray();
        await writer.FlushAsync(cancellationToken);
    }
}

/// <summary>The same objects, one a line: for whoever reads row by row.</summary>
internal sealed class NdjsonForm : IExportForm
{
    public string Name => "ndjson";

    public string ContentType => "application/x-ndjson; charset=utf-8";

    public bool MayBePacked => true;

    public async Task WriteAsync(
        Stream body,
        ExportTable table,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        ExportQuery query,
        CancellationToken cancellationToken)
    {
        await using var buffer = new HeldBytes();
        await using var writer = new Utf8JsonWriter(buffer, JsonRow.Options);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            JsonRow.Write(writer, table.Columns, row);
            writer.Flush();
            writer.Reset();
            buffer.WriteByte((byte)'\n');
            if (buffer.Count > JsonRow.FlushAt)
            {
                await buffer.EmptyIntoAsync(body, cancellationToken);
            }
        }

        await buffer.EmptyIntoAsync(body, cancellationToken);
    }
}

/// <summary>A row as an object.</summary>
internal static class JsonRow
{
    /// <summary>So many bytes are held before they go out.</summary>
    public const int FlushAt = 32 * 1024;

    /// <summary>No browser takes it for a page (nosniff): é may stand as é.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(
        Utf8JsonWriter writer, IReadOnlyList<ExportColumn> columns, IReadOnlyList<object?> row)
    {
        writer.WriteStartObject();
        foreach (var (column, value) in columns.Zip(row))
        {
            writer.WritePropertyName(column.Name);
            switch (value)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                case int or decimal:
                    writer.WriteRawValue(CellText.Of(value));
                    break;
                case bool isTrue:
                    writer.WriteBooleanValue(isTrue);
                    break;
                default:
                    writer.WriteStringValue(CellText.Of(value));
                    break;
            }
        }

        writer.WriteEndObject();
    }
}
