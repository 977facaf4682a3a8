using CsvHelper;

namespace Monitor.Questionnaire.Exchange;

/// <summary>A table as a file to keep: written as it goes out.</summary>
/// <param name="Name">Of the file.</param>
/// <param name="Headers">Names of the columns.</param>
/// <param name="Rows">As many fields each; null is an empty one.</param>
internal sealed record CsvFileResult(
    string Name, IReadOnlyList<string> Headers, IEnumerable<IReadOnlyList<string?>> Rows) : IResult
{
    /// <summary>
    /// For a Dutch Excel, which opens such a file by a double click: UTF-8 with a byte order mark, semicolons. Texts
    /// that would run as formulas are guarded (<see cref="SpreadsheetText"/>). False: plain RFC 4180, as statistics
    /// programs read it, for files that hold no text.
    /// </summary>
    public bool IsForSpreadsheets { get; init; } = true;

    /// <summary>Of the answer. Default 200.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{Name}\"";
        response.Headers.CacheControl = "no-store";
        await using var writer = CsvWriter.Create(
            response.Body,
            new CsvWriterOptions { Separator = IsForSpreadsheets ? ';' : ',', WriteByteOrderMark = IsForSpreadsheets },
            true);
        await writer.WriteRecordAsync([.. Headers], httpContext.RequestAborted);
        foreach (var row in Rows)
        {
            await writer.WriteRecordAsync([.. row.Select(Field)], httpContext.RequestAborted);
        }

        await writer.FlushAsync(httpContext.RequestAborted);
    }

    private string Field(string? text) => text is null ? "" : IsForSpreadsheets ? SpreadsheetText.Guard(text) : text;
}
