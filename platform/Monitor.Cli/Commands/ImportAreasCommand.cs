using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Cli.Running;
using Monitor.Cli.Tokens;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>What <c>./monitor import areas</c> was given.</summary>
internal sealed record ImportAreasArguments
{
    /// <summary>CBS's "Gebieden in Nederland" of the year.</summary>
    public required string File { get; init; }

    public required int Year { get; init; }

    /// <summary>What became of those that ended since the list before; null for nothing new.</summary>
    public string? Successions { get; init; }

    public bool IsDryRun { get; init; }
}

/// <summary>
/// Brings in the list of municipalities of a year through the running system's gateway, as the institute, and shows
/// every fault and every difference. Exit code 1 where the files have faults: nothing was changed then.
/// </summary>
internal sealed class ImportAreasCommand(
    Workplace workplace,
    Func<string, string?> readEnvironment,
    IAnsiConsole console,
    HttpMessageHandler? handler = null)
{
    private const string Mutation = """
        mutation ($year: Int!, $file: String!, $successions: String, $dryRun: Boolean!) {
          importAreas(year: $year, file: $file, successions: $successions, dryRun: $dryRun) {
            edition comparedWith municipalities
            faults { file line code message } changes { kind code name was became } } }
        """;

    public async Task<int> RunAsync(ImportAreasArguments arguments, CancellationToken cancellationToken)
    {
        var file = await ReadAsync(arguments.File, cancellationToken);
        var successions = arguments.Successions is { } path ? await ReadAsync(path, cancellationToken) : null;
        var token = await new TokenCommand(workplace, readEnvironment).SignAsync(
            new DevelopmentToken { Subject = "institute", Roles = ["institute"] }, cancellationToken);
        using var http = new HttpClient(handler ?? new SocketsHttpHandler(), disposeHandler: handler is null)
        {
            BaseAddress = new Uri(workplace.UrlOf(Part.Gateway)),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        // A dry run first: it tells every fault, where a refusal tells the first.
        var found = await AskAsync(http, arguments.Year, file, successions, isDryRun: true, cancellationToken);
        if (Show(found) > 0)
        {
            console.WriteLine("Nothing was changed.");
            return 1;
        }

        if (arguments.IsDryRun || found.GetProperty("changes").GetArrayLength() == 0)
        {
            console.WriteLine("Nothing was changed.");
            return 0;
        }

        var import = await AskAsync(http, arguments.Year, file, successions, isDryRun: false, cancellationToken);
        console.WriteLine($"Imported: {import.GetProperty("edition")}.");
        return 0;
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path)
            ? await File.ReadAllTextAsync(path, cancellationToken)
            : throw new CliException($"There is no file {path}.");

    private async Task<JsonElement> AskAsync(
        HttpClient http, int year, string file, string? successions, bool isDryRun, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.PostAsJsonAsync(
                new Uri("/graphql", UriKind.Relative),
                new { query = Mutation, variables = new { year, file, successions, dryRun = isDryRun } },
                cancellationToken);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return answer.TryGetProperty("errors", out var errors)
                ? throw new CliException(errors[0].GetProperty("message").GetString()!)
                : answer.GetProperty("data").GetProperty("importAreas");
        }
        catch (HttpRequestException failure) when (failure.StatusCode is null)
        {
            throw new CliException(
                $"{workplace.UrlOf(Part.Gateway)} does not answer; ./monitor up starts the system. {failure.Message}");
        }
    }

    /// <summary>Shows what was found; how many faults.</summary>
    private int Show(JsonElement import)
    {
        Show(import.GetProperty("faults"), "file", "line", "code", "message");
        Show(import.GetProperty("changes"), "kind", "code", "name", "was", "became");
        var faults = import.GetProperty("faults").GetArrayLength();
        console.WriteLine(
            $"{import.GetProperty("municipalities")} municipalities, {faults} faults, "
            + $"{import.GetProperty("changes").GetArrayLength()} differences from the list of "
            + $"{import.GetProperty("comparedWith")}.");
        return faults;
    }

    private void Show(JsonElement rows, params string[] columns)
    {
        if (rows.GetArrayLength() == 0)
        {
            return;
        }

        var table = new Table().AddColumns(columns).Border(TableBorder.Simple);
        foreach (var row in rows.EnumerateArray())
        {
            table.AddRow(columns.Select(column => new Text(row.GetProperty(column).ToString())));
        }

        console.Write(table);
    }
}
