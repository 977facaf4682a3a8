using System.Runtime.InteropServices;
using Monitor.Cli.Servers;

namespace Monitor.Community.Tests.Durability;

/// <summary>The service as a process of its own, which can be killed as a machine kills it.</summary>
internal sealed class KillableService : IAsyncDisposable
{
    private readonly Dictionary<string, string> environment = [];
    private readonly string log = Path.Combine(Path.GetTempPath(), $"community-{Guid.NewGuid():N}.log");
    private ChildProcess? process;

    /// <param name="settings">As in the environment, with <c>__</c> or <c>:</c> between the parts of a name.</param>
    public KillableService(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        foreach (var (name, value) in settings)
        {
            environment[name.Replace(":", "__", StringComparison.Ordinal)] = value ?? "";
        }

        var address = $"http://127.0.0.1:{FreePorts.Take(1)[0]}";
        environment["ASPNETCORE_URLS"] = address;
        environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        environment["Access__AnyCaller"] = "true";
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    /// <summary>Starts it, again after <see cref="KillAsync"/>; returns once it is ready.</summary>
    public async Task StartAsync()
    {
        process = ChildProcess.Start(new Launch
        {
            Program = "dotnet",
            Arguments = [typeof(CommunityService).Assembly.Location],
            Environment = environment,
            WorkingFolder = AppContext.BaseDirectory,
            LogFile = log,
        });
        for (var tries = 0; !await IsReadyAsync(); tries++)
        {
            Assert.True(tries < 600, $"the service is not ready; see {log}");
            await Task.Delay(100);
        }
    }

    /// <summary>SIGKILL: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        using var kill = System.Diagnostics.Process.GetProcessById(process!.Id.Pid);
        kill.Kill();
        await process.WaitAsync(CancellationToken.None);
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (process is { IsRunning: true })
        {
            await process.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromSeconds(10));
        }

        process?.Dispose();
        File.Delete(log);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var ready = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return ready.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
