using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Monitor.Cli.Servers;
using Monitor.Gateway.Benchmarks.Cache;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks.Callers;

/// <summary>
/// What it costs the gateway to know who asks, in processor time for a request: without a token, with one that it
/// checks and passes on, and with a membership and a token of its own. They take turns, so that all meet the same
/// machine.
/// </summary>
internal sealed class CallerBenchmark(TextWriter output)
{
    private const int Clients = 20;
    private const int Members = 200;
    private const int WarmUp = 20_000;
    private const int Turn = 4_000;
    private const int Turns = 5;
    private const string Question = """{"query":"{ areas(first: 1, set: \"1\") { code name } }"}""";
    private const string Answer = """{"data":{"areas":[{"code":"A","name":"Area"}]}}""";

    private int lookups;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var port = FreePorts.Take(1)[0];
        await using var subgraph = await SubgraphAsync(port);
        using var provider = TestIssuer.Outer();
        using var key = TokenSigningKey.Create(isForDevelopment: true);
        var folder = Directory.CreateTempSubdirectory("monitor-bench-callers").FullName;
        var keyFile = Path.Combine(folder, "key.json");
        await File.WriteAllTextAsync(keyFile, key.PrivateJwk, cancellationToken);
        var tokens = Enumerable.Range(0, Members).Select(number =>
        {
            var claims = TestIssuer.OuterClaims(null);
            claims["sub"] = $"member-{number}";
            return provider.Sign(claims);
        }).ToArray();
        try
        {
            var plain = Settings(provider);
            await using var open = await CachedGateway.StartAsync(
                folder, port, null, With(plain, ("Membership__Source", "Token")), cancellationToken);
            await using var passing = await CachedGateway.StartAsync(
                folder, port, null, With(plain, ("Membership__Source", "Token")), cancellationToken);
            await using var asking = await CachedGateway.StartAsync(
                folder, port, null,
                With(plain, ("Membership__KeyFile", keyFile), ("Membership__App", "areas")), cancellationToken);
            Contestant[] contestants =
            [
                new("no token", open, []),
                new("a token, checked and passed on", passing, tokens),
                new("a membership and a token of the gateway's", asking, tokens),
            ];
            await MeasureAsync(contestants, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureAsync(Contestant[] contestants, CancellationToken cancellationToken)
    {
        foreach (var contestant in contestants)
        {
            await AskAsync(contestant, WarmUp, cancellationToken);
        }
        var takes = contestants.ToDictionary(contestant => contestant, _ => new List<double>());
        lookups = 0;
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var contestant in contestants)
            {
                var before = contestant.Gateway.CpuSeconds;
                await AskAsync(contestant, Turn, cancellationToken);
                takes[contestant].Add((contestant.Gateway.CpuSeconds - before) * 1000 / Turn);
            }
        }
        var least = takes[contestants[0]].Order().ElementAt(Turns / 2);
        await output.WriteLineAsync("| who asks | CPU ms a request | × no token |\n|---|--:|--:|");
        foreach (var contestant in contestants)
        {
            var median = takes[contestant].Order().ElementAt(Turns / 2);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"| {contestant.Name} | {median:0.000} | {median / least:0.00} |"));
        }
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{Turns * Turn:N0} requests of {Members} members asked community {lookups:N0} times."));
    }

    private static async Task AskAsync(Contestant contestant, int requests, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients });
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= requests)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, contestant.Gateway.Url)
                {
                    Content = new StringContent(Question, Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
                };
                if (contestant.Tokens.Length > 0)
                {
                    request.Headers.Authorization = new("Bearer", contestant.Tokens[number % contestant.Tokens.Length]);
                }
                using var answer = await http.SendAsync(request, cancellationToken);
                if (await answer.Content.ReadAsStringAsync(cancellationToken) is not Answer)
                {
                    throw new Cli.CliException($"{contestant.Name}: {(int)answer.StatusCode}");
                }
            }
        }));
    }

    private static Dictionary<string, string> Settings(TestIssuer provider)
    {
        var settings = provider.Settings.ToDictionary(
            setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!);
        settings["ASPNETCORE_ENVIRONMENT"] = "Development";
        settings["Gateway__ShareBetweenRequests"] = "false";   // or those of one member would share calls
        settings["Gateway__RateLimit__Enabled"] = "false";
        settings["Gateway__FetchTimeout"] = "00:00:30";
        settings["Membership__Timeout"] = "00:00:20";
        return settings;
    }

    private static Dictionary<string, string> With(
        Dictionary<string, string> settings, params (string Name, string Value)[] more)
    {
        var all = new Dictionary<string, string>(settings);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }
        return all;
    }

    /// <summary>Answers every query with the same, and says that everybody is an officer.</summary>
    private async Task<WebApplication> SubgraphAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.MapPost("/internal/callers/find", async (HttpContext context) =>
        {
            Interlocked.Increment(ref lookups);
            using var asked = await System.Text.Json.JsonDocument.ParseAsync(context.Request.Body);
            var name = Encoding.UTF8.GetBytes(asked.RootElement.GetProperty("subject").GetString()!);
            var member = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(name))[..32];
            return Results.Json(new
            {
                member, municipality = "GM0153", roles = new[] { Role.Officer }, scopes = Array.Empty<string>(),
                revision = 1,
            });
        });
        app.MapPost("/{**path}", () => Results.Text(Answer, "application/json"));
        await app.StartAsync();
        return app;
    }

    private sealed record Contestant(string Name, CachedGateway Gateway, string[] Tokens);
}
