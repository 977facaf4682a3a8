using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Monitor.Cli.Running;
using Monitor.Cli.Tokens;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>What <c>./monitor import figures</c> was given.</summary>
internal sealed record ImportFiguresArguments
{
    /// <summary>A CSV, a zip, a folder with the JSON files of a table, or an https address.</summary>
    public required string Content { get; init; }

    /// <summary>Name of a mapping, or a file that holds one (<c>.json</c>).</summary>
    public required string Mapping { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>PROVISIONAL, REVISED_PROVISIONAL, DEFINITE: for a file that cannot tell; null: the mapping's.</summary>
    public string? Status { get; init; }

    /// <summary>Publication day, as 2024-04-30; null: as the file says, or today.</summary>
    public string? Published { get; init; }

    /// <summary>Where the whole report goes, as JSON; null: nowhere.</summary>
    public string? Report { get; init; }
}

/// <summary>
/// Imports figures of CBS StatLine through the running system's gateway, as the institute, and shows what came of it.
/// Exit code 1 where the file has faults or is refused: nothing was changed then.
/// </summary>
internal sealed class ImportFiguresCommand(
    Workplace workplace,
    Func<string, string?> readEnvironment,
    IAnsiConsole console,
    HttpMessageHandler? handler = null)
{
    /// <summary>Rows of each list that are shown; --report keeps them all.</summary>
    private const int Shown = 20;

    // A folder's archive has the same bytes every time: an import knows a file again by them.
    private static readonly DateTimeOffset noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<int> RunAsync(ImportFiguresArguments arguments, CancellationToken cancellationToken)
    {
        var isAddress = arguments.Content.Contains("://", StringComparison.Ordinal);
        var ownMapping = arguments.Mapping.EndsWith(".json", StringComparison.Ordinal);
        foreach (var missing in new[] { isAddress ? null : arguments.Content, ownMapping ? arguments.Mapping : null }
            .OfType<string>().Where(path => !File.Exists(path) && !Directory.Exists(path)))
        {
            throw new CliException($"There is no file or folder {missing}.");
        }

        var token = await new TokenCommand(workplace, readEnvironment).SignAsync(
            new DevelopmentToken { Subject = "institute", Roles = ["institute"] }, cancellationToken);
        using var http = new HttpClient(handler ?? new SocketsHttpHandler(), disposeHandler: handler is null)
        {
            BaseAddress = new Uri(workplace.UrlOf(Part.Gateway)),
            Timeout = TimeSpan.FromMinutes(10),
        };
        using var request = RequestOf(arguments, isAddress, ownMapping, token);
        try
        {
            using var response = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await ShowAsync(response, arguments.Report, cancellationToken);
        }
        catch (HttpRequestException failure) when (failure.StatusCode is null)
        {
            throw new CliException(
                $"{workplace.UrlOf(Part.Gateway)} does not answer; ./monitor up starts the system. {failure.Message}");
        }
        catch (IOException)
        {
            throw BrokenOff();
        }
    }

    private static HttpRequestMessage RequestOf(
        ImportFiguresArguments arguments, bool isAddress, bool ownMapping, string token)
    {
        var query = new List<string>();
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        Add("mapping", ownMapping ? null : arguments.Mapping);
        Add("url", isAddress ? arguments.Content : null);
        Add("dryRun", arguments.IsDryRun ? "true" : null);
        Add("status", arguments.Status);
        Add("published", arguments.Published);
        var form = new MultipartFormDataContent();
        if (!isAddress)
        {
            form.Add(ContentOf(arguments.Content), "file", Path.GetFileName(Path.TrimEndingDirectorySeparator(
                Path.GetFullPath(arguments.Content))));
        }

        if (ownMapping)
        {
            form.Add(Bytes(File.ReadAllBytes(arguments.Mapping)), "map", "map.json");
        }

        var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"/imports/figures?{string.Join('&', query)}", UriKind.Relative))
        {
            Content = isAddress && !ownMapping ? null : form,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        request.Headers.ExpectContinue = !isAddress;   // a file that is too large is refused before it is sent
        return request;
    }

    private static ByteArrayContent ContentOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return Bytes(File.ReadAllBytes(path));
        }

        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.EnumerateFiles(path)
                .Where(file => Path.GetExtension(file) is ".json" or ".csv").Order(StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry(Path.GetFileName(file));
                entry.LastWriteTime = noTime;
                using var to = entry.Open();
                to.Write(File.ReadAllBytes(file));
            }
        }

        return Bytes(bytes.ToArray());
    }

    private static ByteArrayContent Bytes(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    /// <summary>A line for each step, and the report in the last one.</summary>
    private async Task<int> ShowAsync(
        HttpResponseMessage response, string? reportFile, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return ShowProblem(await response.Content.ReadAsStringAsync(cancellationToken), response.StatusCode);
        }

        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.TryGetProperty("progress", out var progress))
            {
                var stage = Text(progress, "stage") == "WRITING" ? "Writing" : "Reading";
                var part = Text(progress, "part");
                console.WriteLine(
                    $"{stage}{(part == "" ? "" : " " + part)}, {Text(progress, "cells")} cells so far");
            }
            else if (document.RootElement.TryGetProperty("report", out var report))
            {
                if (reportFile is not null)
                {
                    await File.WriteAllTextAsync(reportFile, report.GetRawText(), cancellationToken);
                }

                return ShowReport(report);
            }
            else
            {
                return ShowProblem(document.RootElement.GetProperty("problem").GetRawText(), response.StatusCode);
            }
        }

        throw BrokenOff();
    }

    private static CliException BrokenOff() =>
        new("The answer was broken off: see ./monitor logs benchmark. All of it is in, or nothing.");

    private int ShowReport(JsonElement report)
    {
        ShowFaults(report);
        ShowList(report, "notMapped", "Not mapped", ["Kind", "Name", "Cells", "Reason"], row =>
            [Text(row, "kind"), Text(row, "name"), Text(row, "cells"), Text(row, "reason")]);
        ShowList(report, "revisions", "Revised", ["Indicator", "Area", "Period", "Was", "Is"], row =>
        [
            Text(row, "indicator"), Text(row, "area"), Text(row, "period"),
            $"{Value(row, "was")} {Text(row, "wasStatus")}", $"{Value(row, "is")} {Text(row, "isStatus")}",
        ]);
        var figures = $"{Text(report, "added")} new, {Text(report, "revised")} revised, {Text(report, "equal")} equal "
            + $"({Text(report, "suppressed")} of them kept back by CBS); {Text(report, "skipped")} cells skipped, "
            + $"{Text(report, "notMappedCount")} not mapped; published {Text(report, "publishedOn")}";
        var outcome = Text(report, "outcome");
        console.WriteLine(outcome switch
        {
            "IMPORTED" => $"Imported with {Text(report, "mapping")}: {figures} (import {Text(report, "import")}).",
            "CHECKED" => $"No faults with {Text(report, "mapping")}: {figures}. Nothing was changed.",
            "UNCHANGED" => $"All of it was known: {figures}. Nothing was changed.",
            _ => $"{Text(report, "faultCount")} faults: nothing was imported.",
        });
        if (report.TryGetProperty("earlier", out var earlier))
        {
            console.WriteLine($"This very file was imported on {Text(earlier, "at")} by {Text(earlier, "by")}.");
        }

        return outcome == "REFUSED" ? 1 : 0;
    }

    private void ShowFaults(JsonElement report)
    {
        ShowList(report, "faults", "Faults", ["File", "Line", "Column", "Code", "Message"], row =>
            [Text(row, "file"), Text(row, "line"), Text(row, "column"), Text(row, "code"), Text(row, "message")]);
    }

    private void ShowList(
        JsonElement report, string name, string title, string[] columns, Func<JsonElement, string[]> cells)
    {
        var rows = report.GetProperty(name).EnumerateArray().ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var table = new Table().Title(title).AddColumns(columns).Border(TableBorder.Simple);
        foreach (var row in rows.Take(Shown))
        {
            table.AddRow(cells(row).Select(cell => new Text(cell)));
        }

        console.Write(table);
        if (rows.Count > Shown)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"… and {rows.Count - Shown} more: --report FILE keeps all."));
        }
    }

    private int ShowProblem(string body, HttpStatusCode status)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            console.WriteLine($"{Text(problem.RootElement, "code")}: {Text(problem.RootElement, "detail")}");
        }
        catch (JsonException)
        {
            console.WriteLine($"The gateway answered {(int)status}.");
        }

        return 1;
    }

    private static string Value(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.ToString() : ".";

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : "";
}
