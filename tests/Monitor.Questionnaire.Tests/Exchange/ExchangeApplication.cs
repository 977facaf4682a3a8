using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Exchange;

/// <summary>The whole service with a sidecar beside it, and what the institute sends to its file addresses.</summary>
public sealed class ExchangeApplication : QuestionnaireApplication
{
    public FakeSidecar Sidecar { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Sidecar = await FakeSidecar.StartAsync();
        Settings["DAPR_HTTP_PORT"] = Sidecar.Port.ToString(CultureInfo.InvariantCulture);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Sidecar.DisposeAsync();
    }

    /// <summary>Sends a file to be imported; the report, which a refusal holds too, or else the problem.</summary>
    public async Task<(int Status, JsonNode Report)> ImportAsync(
        int round, string file, string query = "", string? map = null, string role = "institute")
    {
        using var request = Import(round, Encoding.UTF8.GetBytes(file), query, map);
        using var response = await SendAsync(request, null, role, "het instituut");
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return ((int)response.StatusCode, body["report"] ?? body);
    }

    public static HttpRequestMessage Import(int round, byte[] file, string query = "", string? map = null)
    {
        HttpContent content = new ByteArrayContent(file) { Headers = { ContentType = new("text/csv") } };
        if (map is not null)
        {
            content = new MultipartFormDataContent
            {
                { content, "file", "file.csv" },
                { new StringContent(map), "map", "map.json" },
            };
        }

        return new HttpRequestMessage(HttpMethod.Post, $"/imports/responses?round={round}{query}")
        {
            Content = content,
        };
    }

    /// <summary>A file of an address, as text; the status where it is another than 200.</summary>
    public async Task<(int Status, string Text)> FileAsync(
        string path, string? municipality, string? role, string? subject = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, municipality, role, subject);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

/// <summary>Short words for what reports say.</summary>
internal static class Reported
{
    public static string Outcome(this JsonNode report) => report["outcome"]!.GetValue<string>();

    /// <summary>Line, column and code of each fault.</summary>
    public static IReadOnlyList<string> Faults(this JsonNode report) =>
        [.. report["faults"]!.AsArray().Select(f => $"{f!["line"]} {f["column"] ?? "-"} {f["code"]}")];

    /// <summary>Added, replaced, unchanged.</summary>
    public static string Counts(this JsonNode report) =>
        $"{report["added"]} {report["replaced"]} {report["unchanged"]}";
}
