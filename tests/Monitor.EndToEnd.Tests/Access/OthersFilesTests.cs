using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Testing;

namespace Monitor.EndToEnd.Tests.Access;

/// <summary>
/// Files of another municipality go to nobody that has no business with them: every address beside the graph, as
/// everyone, with that municipality's ids.
/// </summary>
public sealed partial class OthersFilesTests(RunningMonitor monitor) : IDisposable
{
    private static readonly AccessTable Files =
        AccessTable.Read(Path.Combine(Repository.Root, "docs", "access.md"), "files");

    /// <summary>Queries that take the id of a thing of its own.</summary>
    private static readonly string[] Ids = ["plan"];

    /// <summary>Long files, of which a line will do.</summary>
    private static readonly string[] Long = ["/exports/benchmark/", "/exports/frequencies/", "/exports/figures/"];

    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task Anothers_files_are_given_to_those_of_the_table_and_to_nobody_else()
    {
        var things = await OthersThings.OfAsync(monitor);
        var before = await things.ReadAsync();
        var faults = new List<string>();
        foreach (var column in Files.Columns)
        {
            var token = await People.TokenAsync(monitor, column);
            foreach (var file in Files.Operations)
            {
                faults.AddRange((await FaultsAsync(file, column, token, things))
                    .Select(fault => $"{file} as {column}: {fault}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(before, await things.ReadAsync());
    }

    public void Dispose() => client.Dispose();

    private async Task<List<string>> FaultsAsync(string file, string column, string? token, OthersThings things)
    {
        var rule = Files.RuleOf(file, column);
        var faults = new List<string>();
        var others = await AskAsync(file, OthersThings.Municipality, OthersThings.Region, things, token);
        if (others.IsRefused != (rule is AccessRule.No or AccessRule.Own))
        {
            faults.Add($"of another's: {others}");
        }

        var isOfSome = file.Contains("{municipality}", StringComparison.Ordinal)
            || file.Contains("{region}", StringComparison.Ordinal);
        var own = isOfSome ? await AskAsync(file, People.OwnOf(column), RegionOf(column), null, token) : others;
        if (own.IsRefusedByRole != (rule == AccessRule.No))
        {
            faults.Add($"of one's own: {own}");
        }

        // The own municipality in the path, and another's thing in the query.
        var takesId = file.Split('?', '&').Skip(1).Any(Ids.Contains);
        var mixed = takesId ? await AskAsync(file, People.OwnOf(column), RegionOf(column), things, token) : own;
        if (takesId && !mixed.IsRefused)
        {
            faults.Add($"with another's id: {mixed}");
        }

        var mayHold = !People.ActsForOne(column) && column != "account";
        faults.AddRange(((Answer[])[others, own, mixed]).Where(answer => !mayHold && things.Own.Any(id =>
            answer.Body.Contains(id, StringComparison.OrdinalIgnoreCase))).Select(answer => $"tells ids: {answer}"));
        return faults;
    }

    private static string RegionOf(string column) => column == "regional-coordinator" ? "VT05" : "VT03";

    /// <param name="file">Its name in the table.</param>
    /// <param name="municipality">Whose.</param>
    /// <param name="region">Which region's.</param>
    /// <param name="things">Whose ids the query names; null: it names none.</param>
    private HttpRequestMessage RequestOf(string file, string municipality, string region, OthersThings? things)
    {
        var (method, path, query) = file.Split(' ', '?') switch
        {
            [var verb, var bare] => (verb, bare, ""),
            [var verb, var bare, var names] => (verb, bare, names),
            _ => throw new InvalidOperationException($"{file} is no address."),
        };
        path = Placeholder().Replace(path, name => name.Groups[1].Value switch
        {
            "municipality" => municipality,
            "region" => region,
            "round" => "2017",
            "form" => "csv",
            "id" => "child-abuse-2017",
            _ => throw new InvalidOperationException($"What is another's {name.Value} in {file}?"),
        });
        var given = query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name switch
            {
                "from" => "from=saved",
                "plan" => things is null ? "" : $"plan={things["plan"]}",
                _ => throw new InvalidOperationException($"What is another's {name} in {file}?"),
            })
            .Concat(Long.Any(start => path.StartsWith(start, StringComparison.Ordinal)) ? ["limit=1"] : []);
        return new HttpRequestMessage(
            HttpMethod.Parse(method), new Uri(monitor.Gateway, $"{path}?{string.Join('&', given)}".TrimEnd('?')))
        {
            Content = method == "POST" ? new StringContent("", new MediaTypeHeaderValue("text/csv")) : null,
        };
    }

    private async Task<Answer> AskAsync(
        string file, string municipality, string region, OthersThings? things, string? token)
    {
        using var request = RequestOf(file, municipality, region, things);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        var isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        var code = isProblem ? JsonDocument.Parse(body).RootElement.Text("code") : null;
        Assert.True(response.IsSuccessStatusCode || code is not (null or "RATE_LIMITED" or "OVERLOADED"), body);
        return new Answer((int)response.StatusCode, code, body);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    /// <param name="Status">Of HTTP.</param>
    /// <param name="Code">Of a problem; null where there is none.</param>
    /// <param name="Body">All of it.</param>
    private sealed record Answer(int Status, string? Code, string Body)
    {
        public bool IsRefusedByRole => Code is not null && Refusals.AreOfAccess(Code);

        /// <summary>Also where it is said of the region, or that there is none for them.</summary>
        public bool IsRefused => Code == "NOT_SHARING" || (Code is not null && Refusals.AreOfOthers(Code));

        public override string ToString() => $"{Status} {Code} {Body[..Math.Min(Body.Length, 200)]}";
    }
}
