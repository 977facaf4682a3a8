using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Monitor.Benchmark.Domain;
using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// <c>POST /imports/figures?mapping=84852NED&amp;dryRun=true&amp;status=PROVISIONAL&amp;published=2024-04-30</c>: the
/// file as text/csv, application/json or application/zip, or as the part <c>file</c> of a form, with an own mapping as
/// the part <c>map</c>; or <c>&amp;url=https://…</c> and no file. For the institute.
/// </summary>
/// <remarks>
/// The answer is the report: 200, or 422 with its faults. With <c>Accept: application/x-ndjson</c> it is 200 from the
/// beginning, a line for each step, and the report in the last line.
/// </remarks>
internal static class FigureImportRoute
{
    private const string Lines = "application/x-ndjson";

    public static void MapFigureImports(this IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<IOptions<FigureImportOptions>>().Value;
        app.MapPost("/imports/figures", ImportAsync)
            .WithMetadata(new RequestSizeLimitAttribute(options.LargestFile))
            .WithRequestTimeout(options.LongestImport).AllowCallers("gateway").AnswersWithProblems();
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context, FigureImporter importer, CancellationToken cancellationToken)
    {
        var caller = Caller.From(context.User);
        caller.RequireRole(Role.Institute, Role.Administrator);
        var request = await ReadAsync(context.Request, caller.Subject!, cancellationToken);
        if (context.Request.Headers.Accept.ToString().Contains(Lines, StringComparison.OrdinalIgnoreCase))
        {
            await StreamAsync(context, importer, request, cancellationToken);
            return Results.Empty;
        }

        var report = await importer.RunAsync(request, _ => Task.CompletedTask, cancellationToken);
        return report.Outcome == FigureImportOutcome.Refused
            ? new RefusedResult(report)
            : Results.Json(report, ImportJson.Form);
    }

    private static async Task StreamAsync(
        HttpContext context, FigureImporter importer, FigureImportRequest request, CancellationToken cancellationToken)
    {
        async Task WriteAsync<T>(T line)
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, line, ImportJson.Form, cancellationToken);
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

    private static async Task<FigureImportRequest> ReadAsync(
        HttpRequest request, string subject, CancellationToken cancellationToken)
    {
        var address = One(request.Query["url"]) is { } url ? AddressOf(url) : null;
        var (file, map) = await FilesAsync(request, cancellationToken);
        if (address is null == file is null)
        {
            throw new ClientException("BAD_REQUEST", "Send a file, or name an address with `url`: one of the two.");
        }

        var name = One(request.Query["mapping"]);
        if (name is null == map is null)
        {
            throw new ClientException(
                "BAD_REQUEST", "Name a mapping with `mapping`, or send one as the part `map`: one of the two.");
        }

        return new FigureImportRequest(
            name,
            map?.Bytes,
            file?.Name,
            file?.Bytes,
            address,
            StatusOf(One(request.Query["status"])),
            DayOf(One(request.Query["published"])),
            Flag(request.Query, "dryRun"),
            subject);
    }

    private static Uri AddressOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && url.Length <= 2000
            ? address
            : throw new ClientException("BAD_REQUEST", "`url` is an address: https://datasets.cbs.nl/….");

    private static FigureStatus? StatusOf(string? text) => text switch
    {
        null => null,
        "PROVISIONAL" => FigureStatus.Provisional,
        "REVISED_PROVISIONAL" => FigureStatus.RevisedProvisional,
        "DEFINITE" => FigureStatus.Definite,
        _ => throw new ClientException(
            "BAD_REQUEST", "`status` is PROVISIONAL, REVISED_PROVISIONAL or DEFINITE."),
    };

    private static DateOnly? DayOf(string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1990
            ? day
            : throw new ClientException("BAD_REQUEST", "`published` is a day, written as 2024-04-30.");

    private static async Task<(SentFile? File, SentFile? Map)> FilesAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            var bytes = await BytesAsync(request.Body, cancellationToken);
            return (bytes.Length == 0 ? null : new SentFile(null, bytes), null);
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

        return (
            await PartAsync(form.Files["file"], cancellationToken),
            await PartAsync(form.Files["map"], cancellationToken));
    }

    private static async Task<SentFile?> PartAsync(IFormFile? part, CancellationToken cancellationToken)
    {
        if (part is null)
        {
            return null;
        }

        await using var content = part.OpenReadStream();
        var name = Path.GetFileName(part.FileName);
        return new SentFile(
            name.Length is > 0 and <= 200 && !name.Any(char.IsControl) ? name : null,
            await BytesAsync(content, cancellationToken));
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

    private sealed record SentFile(string? Name, ReadOnlyMemory<byte> Bytes);

    /// <summary>The report as a problem: the file is understood, and not taken.</summary>
    private sealed class RefusedResult(FigureImportReport report) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            new Problem(
                StatusCodes.Status422UnprocessableEntity, "IMPORT_REFUSED", FormattableString.Invariant(
                    $"Faults found: {report.FaultCount}; nothing was imported."))
            {
                Details = new Dictionary<string, object?>
                {
                    ["report"] = JsonSerializer.SerializeToElement(report, ImportJson.Form),
                },
            }.WriteAsync(httpContext);
    }
}
