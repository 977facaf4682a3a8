using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

using Monitor.Cli.Servers;
using Monitor.Sidecar;
using Monitor.Testing;

namespace Monitor.Dapr.Tests;

/// <summary>Two plain apps, "caller" and "callee", and their sidecars, on resource files of the test's own.</summary>
public sealed class SidecarUnderTest : IAsyncDisposable
{
    private readonly List<WebApplication> running = [];

    private SidecarUnderTest(TestRedis? broker) => Broker = broker;

    public TestRedis? Broker { get; }

    /// <summary>To the sidecar of "caller".</summary>
    public HttpClient Caller { get; private set; } = null!;

    /// <summary>To the sidecar of "callee".</summary>
    public HttpClient Callee { get; private set; } = null!;

    /// <param name="app">What callee does with a request.</param>
    /// <param name="resources">Yaml documents besides the component; their file names.</param>
    /// <param name="config">Yaml of callee's access control; null: none.</param>
    /// <param name="settings">What stands in the sidecar's environment.</param>
    /// <param name="ack">What becomes of an event that fails.</param>
    /// <param name="withBroker">Starts a Redis.</param>
    public static async Task<SidecarUnderTest> StartAsync(
        RequestDelegate app, Dictionary<string, string>? resources = null, string? config = null,
        Dictionary<string, string?>? settings = null, AckMode ack = AckMode.V117, bool withBroker = false)
    {
        var test = new SidecarUnderTest(withBroker ? await TestRedis.StartAsync() : null);
        var ports = FreePorts.Take(3);
        var folder = TemporaryServers.NextFolder("sidecar");
        foreach (var (name, text) in resources ?? [])
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        }
        if (withBroker && resources?.ContainsKey("pubsub.yaml") != true)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "pubsub.yaml"), PubSub(""));
        }
        var configFolder = Directory.CreateDirectory(Path.Combine(folder, "config")).FullName;
        if (config is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(configFolder, "callee.yaml"), config);
        }

        await test.StartAppAsync(app, ports[0]);
        var environment = new Dictionary<string, string?>(settings ?? [])
        {
            ["MONITOR_BROKER_HOST"] = test.Broker?.ConnectionString,
        };
        var sidecar = SidecarHost.Build(
            new SidecarArguments
            {
                Apps =
                [
                    new AppAddress("caller", FreePorts.Take(1)[0], ports[1]),   // nobody listens there
                    new AppAddress("callee", ports[0], ports[2]),
                ],
                Resources = folder,
                Config = configFolder,
                Ack = ack,
                HealthPath = null,
            },
            environment);
        test.running.Add(sidecar);
        await sidecar.StartAsync();
        test.Caller = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{ports[1]}"),
        };
        test.Callee = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports[2]}") };
        await Eventually.IsTrueAsync(async () =>
            (await test.Callee.GetAsync(new Uri("/v1.0/healthz", UriKind.Relative))).IsSuccessStatusCode);
        return test;
    }

    /// <summary>A component on the test's own Redis, with more metadata lines if need be.</summary>
    public static string PubSub(string more) => $$"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: pubsub }
        spec:
          type: pubsub.redis
          version: v1
          metadata:
          - { name: redisHost, envRef: MONITOR_BROKER_HOST }
        {{more}}
        """;

    public async ValueTask DisposeAsync()
    {
        Caller?.Dispose();
        Callee?.Dispose();
        foreach (var app in running.AsEnumerable().Reverse())
        {
            await app.StopAsync();   // disposing alone does not wait for what runs in the background
            await app.DisposeAsync();
        }
        if (Broker is not null)
        {
            await Broker.DisposeAsync();
        }
    }

    private async Task StartAppAsync(RequestDelegate handle, int port)
    {
        var builder = Builders.Plain();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        app.Run(handle);
        running.Add(app);
        await app.StartAsync();
    }
}
