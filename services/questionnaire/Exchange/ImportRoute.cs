using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Monitor.Hosting;

namespace Monitor.Questionnaire.Exchange;

/// <summary>
/// <c>POST /imports/responses?round=…&amp;dryRun=true&amp;replace=true&amp;optionSeparator=|</c>: the file as
/// text/csv, or as the part <c>file</c> of a form with the mapping as the part <c>map</c>.
/// </summary>
/// <remarks>
/// The answer is the report: 200, or 422 with its faults. With <c>Accept: text/csv</c> it is the list of faults; with
/// <c>application/x-ndjson</c> it is 200 from the beginning, a line for each step, and the report in the last line.
/// </remarks>
internal static class ImportRoute
{
    private const string Lines = "application/x-ndjson";

    public static async Task<IResult> ImportAsync(
        HttpContext context, Importer importer, CancellationToken cancellationToken)
    {
        var caller = Caller.From(context.User);
        caller.RequireRole(Role.Institute, Role.Administrator);
        var request = await ReadAsync(context.Request, caller.Subject!, cancellationToken);
        if (Accepts(context.Request, Lines))
        {
            await StreamAsync(context, importer, request, cancellationToken);
            return Results.Empty;
        }

        var report = await importer.RunAsync(request, _ => Task.CompletedTask, cancellationToken);
        return Accepts(context.Request, "text/csv") ? CsvOf(report)
            : report.Outcome == ImportOutcome.Refused ? new RefusedResult(report)
            : Results.Json(report, ExchangeJson.Form);
    }

    private static async Task StreamAsync(
        HttpContext context, Importer importer, ImportRequest request, CancellationToken cancellationToken)
    {
        async Task WriteAsync<T>(T line)
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, line, ExchangeJson.Form, cancellationToken);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }

        context.Response.ContentType = Lines;
        try
        {
            await WriteAsync(new { report = await importer.RunAsync(
                request, progress => WriteAsync(new { progress }), cancellationToken) });
        }
        catch (ClientException refusal) when (context.Response.HasStarted)
        {
            await WriteAsync(new { problem = new { refusal.Code, detail = refusal.Message } });
        }
    }

    private static CsvFileResult CsvOf(ImportReport report) => new(
        FormattableString.Invariant($"import-{report.Round}-faults.csv"),
        ["line", "column", "code", "message"],
        report.Faults.Select(fault => (IReadOnlyList<string?>)
        [
            FormattableString.Invariant($"{fault.Line}"), fault.Column, fault.Code, fault.Message,
        ]))
    {
        Status = report.Outcome == ImportOutcome.Refused ? StatusCodes.Status422UnprocessableEntity : 200,
    };

    private static async Task<ImportRequest> ReadAsync(
        HttpRequest request, string subject, CancellationToken cancellationToken)
    {
        var round = int.TryParse(One(request.Query["round"]), out var year)
            ? year
            : throw new ClientException("BAD_REQUEST", "`round` is the year of the round: ?round=2017.");
        var separator = One(request.Query["optionSeparator"]) ?? $"{ImportRequest.UsualSeparator}";
        if (separator.Length != 1 || char.IsLetterOrDigit(separator[0]) || char.IsWhiteSpace(separator[0])
            || char.IsSurrogate(separator[0]) || separator[0] is '-' or '_' or '.' or '"')
        {
            throw new ClientException("BAD_REQUEST", "`optionSeparator` is one sign that no option's id holds: |.");
        }

        var isDryRun = Flag(request.Query, "dryRun");
        var replaces = Flag(request.Query, "replace");
        var (file, map) = await FilesAsync(request, cancellationToken);
        return new ImportRequest(round, file, map, isDryRun, replaces, separator[0], subject);
    }

    private static async Task<(ReadOnlyMemory<byte> File, ReadOnlyMemory<byte>? Map)> FilesAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return (await BytesAsync(request.Body, cancellationToken), null);
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new ClientException("BAD_REQUEST", "The form cannot be read.");
        }

        var file = form.Files["file"]
            ?? throw new ClientException("BAD_REQUEST", "The form has no part `file` with a file name.");
        await using var content = file.OpenReadStream();
        var bytes = await BytesAsync(content, cancellationToken);
        if (form.Files["map"] is not { } map)
        {
            return (bytes, null);
        }

        await using var mapping = map.OpenReadStream();
        return (bytes, await BytesAsync(mapping, cancellationToken));
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, cancellationToken);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static bool Flag(IQueryCollection query, string name) => One(query[name]) switch
    {
        null or "false" => false,
        "true" or "" => true,
        _ => throw new ClientException("BAD_REQUEST", $"`{name}` is true or false."),
    };

    private static string? One(StringValues values) => values.Count == 0 ? null : values[0];

    private static bool Accepts(HttpRequest request, string type) =>
        request.Headers.Accept.ToString().Contains(type, StringComparison.OrdinalIgnoreCase);

    /// <summary>The report as a problem: the file is understood, and not taken.</summary>
    private sealed class RefusedResult(ImportReport report) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var faults = report.Faults.Count;
            return new Problem(
                StatusCodes.Status422UnprocessableEntity, "IMPORT_REFUSED", FormattableString.Invariant(
                    $"The file has {faults} fault{(faults == 1 ? "" : "s")}; nothing was imported."))
            {
                Details = new Dictionary<string, object?>
                {
                    ["report"] = JsonSerializer.SerializeToElement(report, ExchangeJson.Form),
                },
            }.WriteAsync(httpContext);
        }
    }
}
