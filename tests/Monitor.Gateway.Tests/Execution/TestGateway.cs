using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.Gateway.Tests.Execution;

/// <summary>The whole gateway on a port of its own, before some test subgraphs.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http;

    private TestGateway(WebApplication app, HttpClient http)
    {
        this.app = app;
        this.http = http;
    }

    public IServiceProvider Services => app.Services;

    public HttpClient Http => http;

    /// <param name="graph">Folder of Graphs/.</param>
    /// <param name="subgraphs">Those not given have an address where nobody listens.</param>
    /// <param name="settings">As in appsettings: <c>Gateway:FetchTimeout</c>.</param>
    /// <param name="transport"><c>direct</c>, or <c>dapr</c>: then in Development, with tokens checked.</param>
    /// <param name="services">Replaces services.</param>
    public static async Task<TestGateway> StartAsync(
        string graph,
        IEnumerable<TestSubgraph> subgraphs,
        Dictionary<string, string?>? settings = null,
        string transport = "direct",
        Action<IServiceCollection>? services = null)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, await SupergraphAsync(graph, subgraphs));
        var gateway = await StartFromAsync(file, settings, transport, services);
        File.Delete(file);
        return gateway;
    }

    /// <summary>The supergraph of a folder of Graphs/, with the addresses of the test subgraphs.</summary>
    public static async Task<string> SupergraphAsync(string graph, IEnumerable<TestSubgraph> subgraphs)
    {
        var sdl = await File.ReadAllTextAsync(RepositoryFiles.Graph(graph));
        foreach (var subgraph in subgraphs)
        {
            sdl = Regex.Replace(sdl, $"name: \"{subgraph.Name}\", url: \"[^\"]*\"",
                $"name: \"{subgraph.Name}\", url: \"{subgraph.Url}\"");
        }
        return Regex.Replace(
            sdl, "url: \"http://127.0.0.1:65[0-9]+/graphql\"", "url: \"http://127.0.0.1:1/graphql\"");
    }

    /// <summary>A gateway that serves the supergraph in this file, and watches it where the settings say so.</summary>
    public static async Task<TestGateway> StartFromAsync(
        string file,
        Dictionary<string, string?>? settings = null,
        string transport = "direct",
        Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = transport == "dapr" ? "Development" : "Production",
        });
        // A busy machine is no reason for a subgraph's fields to be null: tests of the time set it themselves.
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateway:FetchTimeout"] = "00:00:14",
            ["Gateway:MutationTimeout"] = "00:00:14",
            ["Gateway:WatchEvery"] = "00:00:00",
            ["Membership:Source"] = "Token",   // but where a test is about members
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.AddGateway(["--supergraph", file, "--transport", transport]);
        services?.Invoke(builder.Services);
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGateway();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First();
        return new TestGateway(app, new HttpClient { BaseAddress = new Uri(address) });
    }

    /// <summary>The whole answer: compare with <see cref="JsonShape.Is"/>.</summary>
    public async Task<JsonElement> AskAsync(
        string query, object? variables = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await http.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}

internal static class JsonShape
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    /// <summary>Holds an answer to JSON, the order of keys included.</summary>
    public static void Is(this JsonElement actual, string expected) =>
        Assert.Equal(Normal(JsonDocument.Parse(expected).RootElement), Normal(actual));

    public static IReadOnlyList<string> Codes(this JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(e => e.GetProperty("extensions").GetProperty("code").GetString()!)]
            : [];

    public static IReadOnlyList<string> Paths(this JsonElement answer) =>
        [.. answer.GetProperty("errors").EnumerateArray().Select(e =>
            string.Join('.', e.GetProperty("path").EnumerateArray().Select(step => step.ToString())))];

    private static string Normal(JsonElement json) => JsonSerializer.Serialize(json, indented);
}
