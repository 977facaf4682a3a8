using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.Gateway.Differential.Tests.Running;

/// <summary>
/// A graph that can be asked, as reference/server.mjs tells of it: what clients see, in the schema definition language,
/// and by name of an argument, values that find something.
/// </summary>
internal sealed record GraphDescription(
    string Name, string Schema, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>> Arguments);

/// <summary>The Node process with all subgraphs, Apollo's gateway and the oracle: reference/server.mjs.</summary>
internal sealed class ReferenceServer : IAsyncDisposable
{
    private static readonly string folder = Path.Combine(
        Repository.Root, "tests", "Monitor.Gateway.Differential.Tests", "reference");

    private readonly Process process;
    private readonly Task<string> errors;
    private readonly HttpClient http;

    private ReferenceServer(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
    }

    public IReadOnlyList<GraphDescription> Graphs { get; private set; } = [];

    public int Port { get; private set; }

    /// <summary>Opens every folder of Graphs/.</summary>
    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    public static async Task<ReferenceServer> StartAsync(CancellationToken cancellationToken)
    {
        var node = await NodeAsync(cancellationToken);
        var server = new ReferenceServer(Start(node, [Path.Combine(folder, "server.mjs")]));
        var line = await server.process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException($"server.mjs ended: {await server.errors}");
        using var told = JsonDocument.Parse(line);
        server.Port = told.RootElement.GetProperty("port").GetInt32();
        server.http.BaseAddress = new Uri($"http://127.0.0.1:{server.Port}");
        server.Graphs = told.RootElement.GetProperty("graphs").Deserialize<List<GraphDescription>>(web)!;
        return server;
    }

    /// <summary>What compose.mjs --check says of the supergraphs; empty where they are up to date.</summary>
    public static async Task<string> CheckGraphsAsync(CancellationToken cancellationToken)
    {
        using var check = Start(await NodeAsync(cancellationToken), [Path.Combine(folder, "compose.mjs"), "--check"]);
        check.StandardInput.Close();
        var said = await Task.WhenAll(
            check.StandardOutput.ReadToEndAsync(cancellationToken),
            check.StandardError.ReadToEndAsync(cancellationToken));
        await check.WaitForExitAsync(cancellationToken);
        return check.ExitCode == 0 ? "" : string.Concat(said);
    }

    /// <summary>How the others answer.</summary>
    public Task<JsonElement> AskAsync(Question question, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, question.Graph, JsonContent.Create(Body(question)), cancellationToken);

    /// <summary>The calls that the gateway under test made since the last reset; the graph's data begin anew.</summary>
    public async Task<IReadOnlyList<Call>> ResetAsync(string graph, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Delete, graph, null, cancellationToken)).Deserialize<List<Call>>(web)!;

    public static object Body(Question question) =>
        new { query = question.Query, variables = JsonSerializer.Deserialize<JsonElement>(question.Variables) };

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static readonly JsonSerializerOptions web = new(JsonSerializerDefaults.Web) { MaxDepth = 512 };

    private static Task<string> NodeAsync(CancellationToken cancellationToken) =>
        new NodeTool(folder).PrepareAsync(cancellationToken);

    private static Process Start(string program, IEnumerable<string> arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private async Task<JsonElement> SendAsync(
        HttpMethod method, string graph, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/{graph}", UriKind.Relative));
        request.Content = content;
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text, web)
            : throw new InvalidOperationException($"server.mjs failed: {text}");
    }
}
