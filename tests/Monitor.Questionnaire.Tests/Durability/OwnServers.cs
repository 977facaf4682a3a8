using System.Diagnostics;
using System.Globalization;
using System.Net;
using Monitor.Cli;
using Monitor.Cli.Servers;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Questionnaire.Tests.Durability;

/// <summary>
/// The real service as a process, on a PostgreSQL of its own that syncs to disk: both may be killed at any moment, and
/// start again on what they left behind.
/// </summary>
public sealed class OwnServers : IAsyncDisposable
{
    private const string Service = QuestionnaireService.Name;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string folder = TemporaryServers.NextFolder("durability");
    private readonly IReadOnlyList<int> ports = FreePorts.Take(2);
    private readonly TestIssuer issuer = new();
    private readonly HttpClient client;
    private PostgresServer postgres = null!;
    private ChildProcess? service;

    private OwnServers() => client = new HttpClient
    {
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[0]}")),
        Timeout = TimeSpan.FromSeconds(20),
    };

    public static async Task<OwnServers> StartAsync()
    {
        var servers = new OwnServers();
        await servers.StartPostgresAsync();
        await servers.Database.CreateAsync(servers.postgres.ConnectionString, CancellationToken.None);
        await servers.RunAsync("seed", Repository.Seeds);
        await servers.StartServiceAsync();
        return servers;
    }

    public async Task<Answered> AskAsync(
        string query,
        object? variables,
        string municipality,
        string subject,
        string? key = null,
        string role = "officer")
    {
        var claims = TestIssuer.Claims(municipality, role);
        claims["sub"] = subject;
        return await client.AskAsync(query, variables, issuer.Sign(claims), key);
    }

    /// <summary>Fetches a file, in this trace; the answer was read to its end.</summary>
    public async Task<HttpStatusCode> ExportAsync(string path, string municipality, string trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", issuer.Token(municipality, "officer"));
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsStringAsync();
        return response.StatusCode;
    }

    /// <summary>kill -9 of the service, as when its machine is lost; then it starts again.</summary>
    public async Task KillServiceAsync()
    {
        await KillAsync(service!);
        await StartServiceAsync();
    }

    /// <summary>kill -9 of PostgreSQL; then it starts again, and recovers from its log.</summary>
    public async Task KillPostgresAsync()
    {
        await KillAsync(postgres.Process);
        await StartPostgresAsync();
    }

    /// <summary>Rows as a superuser reads them, without row security.</summary>
    public async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row)
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = Service }.ConnectionString);
#pragma warning disable CA2100 // The test's own text.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
        {
            await KillAsync(service);
        }

        await postgres.DisposeAsync();
        client.Dispose();
        issuer.Dispose();

        // Here, and not at the end of the process: what was synced to disk takes seconds to delete.
        Directory.Delete(folder, recursive: true);
    }

    private static Cli.Servers.ServiceDatabase NewDatabase() => new()
    {
        Service = Service,
        Name = Service,
        OwnerPassword = TemporaryServers.Password,
        AppPassword = TemporaryServers.Password,
    };

    private Cli.Servers.ServiceDatabase Database { get; } = NewDatabase();

    // The old one's children may hold its memory for a moment after it was killed.
    private async Task StartPostgresAsync()
    {
        var settings = new PostgresSettings
        {
            DataFolder = Path.Combine(folder, "data"),
            Port = ports[1],
            Password = TemporaryServers.Password,
            LogFile = Path.Combine(folder, "postgres.log"),
        };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                postgres = await PostgresServer.StartAsync(settings, CancellationToken.None);
                TemporaryServers.Note(postgres.Process, postgres);
                return;
            }
            catch (CliException) when (attempt < 20)
            {
                await Task.Delay(200);
            }
        }
    }

    private async Task StartServiceAsync()
    {
        service = Launch();
        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (!service.IsRunning || watch.Elapsed > StartLimit)
            {
                throw new InvalidOperationException(
                    $"The service did not start:\n{await File.ReadAllTextAsync(LogFile)}");
            }

            await Task.Delay(100);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task RunAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        using var limit = new CancellationTokenSource(StartLimit);
        await process.WaitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(await File.ReadAllTextAsync(LogFile));
        }
    }

    private string LogFile => Path.Combine(folder, "service.log");

    private ChildProcess Launch(params string[] arguments)
    {
        Dictionary<string, string> environment = new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = client.BaseAddress!.ToString(),
            ["ConnectionStrings__Postgres"] = Database.AppConnectionString(postgres.ConnectionString),
            ["ConnectionStrings__PostgresOwner"] = Database.OwnerConnectionString(postgres.ConnectionString),
            ["Access__AnyCaller"] = "true",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        foreach (var (name, value) in issuer.Settings)
        {
            environment[name.Replace(":", "__", StringComparison.Ordinal)] = value!;
        }

        return ChildProcess.Start(new Launch
        {
            Program = "dotnet",
            Arguments = [Path.Combine(AppContext.BaseDirectory, "Monitor.Questionnaire.dll"), .. arguments],
            Environment = environment,
            WorkingFolder = AppContext.BaseDirectory,
            LogFile = LogFile,
        });
    }

    private static async Task KillAsync(ChildProcess child)
    {
        if (child.Id.IsRunning)
        {
            using var process = Process.GetProcessById(child.Id.Pid);
            process.Kill();
        }

        using var limit = new CancellationTokenSource(StartLimit);
        await child.WaitAsync(limit.Token);
    }
}
