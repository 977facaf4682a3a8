using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.EndToEnd.Tests;

[assembly: AssemblyFixture(typeof(RunningMonitor))]
// Tests that end a part of the one system may not run beside others.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Monitor.EndToEnd.Tests;

/// <summary>
/// The whole system, started once for all tests as a user would start it: <c>./monitor up --detach</c>, on ports and in
/// a folder of its own.
/// </summary>
public sealed class RunningMonitor : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);

    private readonly string home = Directory.CreateTempSubdirectory("monitor-e2e-").FullName;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Where the system keeps its files: databases, logs, mails, secrets.</summary>
    public string Home => home;

    /// <summary>The first of the ports that the system takes.</summary>
    public int Ports { get; } = FreePorts(24);

    public Uri Gateway => new($"http://127.0.0.1:{Ports}/graphql");

    public static string Root { get; } = FindRoot();

    public async ValueTask InitializeAsync() => await CommandAsync(StartLimit, "up", "--detach");

    public async ValueTask DisposeAsync()
    {
        await CommandAsync(TimeSpan.FromMinutes(1), "down", "--delete-data");
        client.Dispose();
        Directory.Delete(home, recursive: true);
    }

    /// <summary>Runs <c>./monitor</c> with these words and gives what it printed.</summary>
    public Task<string> CommandAsync(params string[] words) => CommandAsync(TimeSpan.FromMinutes(1), words);

    /// <summary>Ends a part as a crash would, by the process id in the system's own record.</summary>
    public async Task KillAsync(string part)
    {
        var run = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(home, "run.json"))).RootElement;
        var id = run.Items("parts").Single(started => started.Text("part") == part).Int("pid");
        using var process = Process.GetProcessById(id);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>How StackExchange.Redis reaches the broker of this system.</summary>
    public async Task<string> BrokerAsync()
    {
        var secrets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(home, "secrets.json"))).RootElement;
        return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Ports + 22},password={secrets.Text("broker")}");
    }

    /// <summary>
    /// A development token, as <c>./monitor token</c> signs it; an administrator's of a strong sign-in.
    /// </summary>
    public async Task<string> TokenAsync(string? municipality, string role = "officer")
    {
        string[] words = municipality is null ? ["token", "--role", role]
            : ["token", "--municipality", municipality, "--role", role];
        string[] strength = role == "administrator" ? ["--acr", "substantial"] : [];
        return (await CommandAsync([.. words, .. strength])).Trim();
    }

    /// <summary>The document of one of the queries that front-end teams rely on.</summary>
    public static string Query(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Queries", name + ".graphql"));

    /// <summary>Asks the gateway and gives the whole answer.</summary>
    public async Task<JsonElement> AskAsync(
        string query, object? variables = null, string? token = null, string? idempotencyKey = null)
    {
        using var response = await SendAsync(JsonContent.Create(new { query, variables }), token, idempotencyKey);
        return await ReadAsync(response);
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpContent body, string? token = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Gateway) { Content = body };
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await client.SendAsync(request);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    /// <summary>Asks until the answer is as wanted; gives the last answer and how long it took.</summary>
    public async Task<(JsonElement Answer, TimeSpan Waited)> AskUntilAsync(
        string query, object? variables, string? token, Func<JsonElement, bool> wanted, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await AskAsync(query, variables, token);
            if (wanted(answer) || watch.Elapsed > limit)
            {
                return (answer, watch.Elapsed);
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Runs lines of the docs as they stand there, against this system's ports.</summary>
    public Task<string> ShellAsync(string lines, IReadOnlyDictionary<string, string>? environment = null) => RunAsync(
        "bash",
        ["-ec", lines.Replace(":5200/", $":{Text(Ports)}/", StringComparison.Ordinal)
            .Replace(":5205", $":{Text(Ports + 5)}", StringComparison.Ordinal)],
        TimeSpan.FromMinutes(1),
        environment);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private Task<string> CommandAsync(TimeSpan limit, params string[] words) =>
        RunAsync(Path.Combine(Root, "monitor"), words, limit);

    private async Task<string> RunAsync(
        string program,
        string[] arguments,
        TimeSpan limit,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MONITOR_HOME"] = home;
        start.Environment["MONITOR_PORTS"] = Ports.ToString(CultureInfo.InvariantCulture);
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var cancellation = new CancellationTokenSource(limit);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellation.Token);
        var error = process.StandardError.ReadToEndAsync(cancellation.Token);
        await process.WaitForExitAsync(cancellation.Token);

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n"
                + $"{await output}\n{await error}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No Monitor.sln above the tests.");
    }

    /// <summary>
    /// A stretch of ports of which none is taken now; sought from another place by each process, as two clones may test
    /// at once.
    /// </summary>
    private static int FreePorts(int count)
    {
        var taken = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties()
            .GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        return Enumerable.Range(Environment.ProcessId, 200).Select(step => 21000 + (step % 200 * 50))
            .First(first => Enumerable.Range(first, count).All(port => !taken.Contains(port)));
    }
}
