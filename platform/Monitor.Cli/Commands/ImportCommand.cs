using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Monitor.Cli.Running;
using Monitor.Cli.Tokens;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>What <c>./monitor import responses</c> was given.</summary>
internal sealed record ImportArguments
{
    /// <summary>The CSV file.</summary>
    public required string File { get; init; }

    /// <summary>Year of the round.</summary>
    public required int Round { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>Whether responses that are there may be replaced.</summary>
    public bool Replaces { get; init; }

    /// <summary>A mapping of another tool's codes; null for a file in our own.</summary>
    public string? Map { get; init; }

    /// <summary>Between options in one cell.</summary>
    public string OptionSeparator { get; init; } = "|";

    /// <summary>Where the whole report goes, as JSON; null: nowhere.</summary>
    public string? Report { get; init; }
}

/// <summary>
/// Imports a file of responses through the running system's gateway, as the institute, and shows how far it is and
/// what came of it. Exit code 1 where the file has faults: nothing was changed then.
/// </summary>
internal sealed class ImportCommand(
    Workplace workplace,
    Func<string, string?> readEnvironment,
    IAnsiConsole console,
    HttpMessageHandler? handler = null)
{
    /// <summary>Faults shown; --report keeps them all.</summary>
    private const int FaultsShown = 50;

    public async Task<int> RunAsync(ImportArguments arguments, CancellationToken cancellationToken)
    {
        foreach (var file in new[] { arguments.File, arguments.Map }.OfType<string>().Where(file => !File.Exists(file)))
        {
            throw new CliException($"There is no file {file}.");
        }

        var token = await new TokenCommand(workplace, readEnvironment).SignAsync(
            new DevelopmentToken { Subject = "institute", Roles = ["institute"] }, cancellationToken);
        using var http = new HttpClient(handler ?? new SocketsHttpHandler(), disposeHandler: handler is null)
        {
            BaseAddress = new Uri(workplace.UrlOf(Part.Gateway)),
            Timeout = TimeSpan.FromMinutes(5),
        };
        using var request = RequestOf(arguments, token);
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
    }

    private static HttpRequestMessage RequestOf(ImportArguments arguments, string token)
    {
        var form = new MultipartFormDataContent { { FileOf(arguments.File, "text/csv"), "file", "responses.csv" } };
        if (arguments.Map is not null)
        {
            form.Add(FileOf(arguments.Map, "application/octet-stream"), "map", "map");
        }

        var query = string.Create(CultureInfo.InvariantCulture, $"round={arguments.Round}")
            + (arguments.IsDryRun ? "&dryRun=true" : "")
            + (arguments.Replaces ? "&replace=true" : "")
            + $"&optionSeparator={Uri.EscapeDataString(arguments.OptionSeparator)}";
        var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"/imports/responses?{query}", UriKind.Relative)) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        request.Headers.ExpectContinue = true;   // a file that is too large is refused before it is sent
        return request;
    }

    private static StreamContent FileOf(string path, string type) =>
        new(File.OpenRead(path)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

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
                console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{Stage(progress)} {progress.GetProperty("done").GetInt32()}/{progress.GetProperty("of")}"));
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

        throw new CliException(
            "The answer was broken off: see ./monitor logs questionnaire. All of the file is in, or nothing.");
    }

    private static string Stage(JsonElement progress) => progress.GetProperty("stage").GetString() switch
    {
        "READING" => "Reading",
        "CHECKING" => "Checking",
        "WRITING" => "Writing",
        var other => other ?? "",
    };

    private int ShowReport(JsonElement report)
    {
        int Count(string name) => report.GetProperty(name).GetInt32();
        foreach (var warning in report.GetProperty("warnings").EnumerateArray())
        {
            console.WriteLine(
                $"Warning: line {warning.GetProperty("line")}, {Text(warning, "question")} seems to hold personal data "
                + $"({Text(warning, "kind")}): {Text(warning, "excerpt")}");
        }

        ShowFaults([.. report.GetProperty("faults").EnumerateArray()]);
        var outcome = Text(report, "outcome");
        console.WriteLine(outcome switch
        {
            "IMPORTED" => $"Imported: {Count("added")} responses added, {Count("replaced")} replaced, "
                + $"{Count("unchanged")} unchanged; {Count("answers")} answers (import {Text(report, "import")}).",
            "CHECKED" => $"No faults: {Count("added")} responses would be added, {Count("replaced")} replaced, "
                + $"{Count("unchanged")} unchanged; {Count("answers")} answers. Nothing was changed.",
            "UNCHANGED" when report.TryGetProperty("earlier", out var earlier) =>
                $"This file was imported on {Text(earlier, "at")} by {Text(earlier, "by")}: nothing was changed.",
            "UNCHANGED" => "All of it was there already: nothing was changed.",
            _ => string.Create(CultureInfo.InvariantCulture,
                $"{report.GetProperty("faults").GetArrayLength()} faults: nothing was imported."),
        });
        return outcome == "REFUSED" ? 1 : 0;
    }

    private void ShowFaults(IReadOnlyList<JsonElement> faults)
    {
        if (faults.Count == 0)
        {
            return;
        }

        var table = new Table().AddColumns("Line", "Column", "Code", "Message").Border(TableBorder.Simple);
        foreach (var fault in faults.Take(FaultsShown))
        {
            table.AddRow(
                new Text(fault.GetProperty("line").ToString()),
                new Text(Text(fault, "column")),
                new Text(Text(fault, "code")),
                new Text(Text(fault, "message")));
        }

        console.Write(table);
        if (faults.Count > FaultsShown)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"… and {faults.Count - FaultsShown} more: --report FILE keeps all."));
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

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : "";
}
