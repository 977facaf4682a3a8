namespace Monitor.Benchmark.Exchange;

/// <summary>How a table is written.</summary>
internal interface IExportForm
{
    /// <summary>The ending of an address and of a file's name.</summary>
    string Name { get; }

    string ContentType { get; }

    /// <summary>Whether gzip makes it smaller on its way.</summary>
    bool MayBePacked { get; }

    /// <summary>Writes as rows come in; never more than a few hundred are held.</summary>
    Task WriteAsync(
        Stream body,
        ExportTable table,
        IAsyncEnumerable<IReadOnlyList<object?>> rows,
        ExportQuery query,
        CancellationToken cancellationToken);
}

/// <summary>The forms there are.</summary>
internal static class ExportForms
{
    /// <summary>For routes: any of the endings.</summary>
    public const string Pattern = "{form:regex(^(csv|json|ndjson|xlsx)$)}";

    public static IReadOnlyList<IExportForm> All { get; } =
        [new CsvForm(), new JsonForm(), new NdjsonForm(), new XlsxForm()];

    public static IExportForm Of(string name) => All.Single(form => form.Name == name);
}
