using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.Testing;

namespace Monitor.Gateway.Differential.Tests.Running;

/// <summary>Our gateway before the subgraphs of one graph, alone, on a port of its own.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private static readonly JsonSerializerOptions deep = new() { MaxDepth = 512 };

    private readonly WebApplication app;
    private readonly HttpClient http;
    private readonly string file;

    private GatewayUnderTest(WebApplication app, string file)
    {
        this.app = app;
        this.file = file;
        var address = app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First();
        http = new HttpClient { BaseAddress = new Uri(address) };
    }

    /// <param name="graph">A folder of Graphs/.</param>
    /// <param name="supergraph">The file of that folder.</param>
    /// <param name="port">Where the subgraphs are.</param>
    public static async Task<GatewayUnderTest> StartAsync(string graph, string supergraph, int port)
    {
        var source = Path.Combine(GraphFolder(graph), supergraph);
        var file = Path.GetTempFileName();
        var sdl = await File.ReadAllTextAsync(source);
        await File.WriteAllTextAsync(
            file, sdl.Replace("http://127.0.0.1:1/", $"http://127.0.0.1:{port}/", StringComparison.Ordinal));

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Production",

            // The many gateways of one run would take all the watches that a user may have.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddGateway(["--supergraph", file, "--transport", "direct"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGateway();
        await app.StartAsync();
        return new GatewayUnderTest(app, file);
    }

    public static string GraphFolder(string graph) => Path.Combine(
        Repository.Root, "tests", "Monitor.Gateway.Differential.Tests", "Graphs", graph);

    public async Task<Answer> AskAsync(Question question, CancellationToken cancellationToken) =>
        Answer.Of(await SendAsync(question, false, cancellationToken));

    /// <summary>The plan as the gateway prints it.</summary>
    public async Task<string> PlanAsync(Question question, CancellationToken cancellationToken) =>
        (await SendAsync(question, true, cancellationToken)).TryGetProperty("extensions", out var extensions)
        && extensions.TryGetProperty("plan", out var plan)
            ? plan.ToString()
            : "none";

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        File.Delete(file);
    }

    /// <summary>
    /// Limits are tested elsewhere; while Apollo plans, the subgraphs wait; a second call would be counted.
    /// </summary>
    private static readonly Dictionary<string, string?> settings = new()
    {
        ["Gateway:Explains"] = "true",
        ["Gateway:FetchTimeout"] = "00:01:00",
        ["Gateway:MutationTimeout"] = "00:01:00",
        ["Gateway:ConcurrencyWait"] = "00:01:00",
        ["Gateway:Retries"] = "false",
        ["Gateway:RateLimit:Enabled"] = "false",
        ["Gateway:RequestTimeout"] = "00:02:00",
        ["GraphQL:ExecutionTimeout"] = "00:05:00",
        ["GraphQL:MaxDepth"] = "100",
        ["GraphQL:MaxAliases"] = "1000",
        ["GraphQL:MaxDirectives"] = "1000",
        ["GraphQL:MaxFragmentSpreads"] = "1000",
        ["GraphQL:MaxRootFields"] = "100",
        ["GraphQL:MaxCost"] = "1000000000",
        ["GraphQL:MaxObjects"] = "10000000",
    };

    private async Task<JsonElement> SendAsync(
        Question question, bool isExplained, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/graphql", UriKind.Relative))
        {
            Content = JsonContent.Create(ReferenceServer.Body(question)),
        };
        if (isExplained)
        {
            request.Headers.Add("monitor-explain", "true");
        }

        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text, deep);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(
                new { errors = new[] { new { message = $"{response.StatusCode}, not JSON: {text}" } } });
        }
    }
}
