using System.Runtime.InteropServices;
using Monitor.Cli.Servers;

namespace Monitor.Questionnaire.Tests.Rounds;

/// <summary>The service as a process of its own, which can be killed as a machine kills it.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string> environment;
    private readonly string log = Path.Combine(Path.GetTempPath(), $"questionnaire-{Guid.NewGuid():N}.log");
    private ChildProcess? process;

    private ServiceProcess(Dictionary<string, string> environment)
    {
        this.environment = environment;
        var port = FreePorts.Take(1)[0];
        environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public HttpClient Client { get; }

    public static async Task<ServiceProcess> StartAsync(Dictionary<string, string> environment)
    {
        var service = new ServiceProcess(environment);
        await service.StartAsync();
        return service;
    }

    /// <summary>Starts it, again after <see cref="KillAsync"/>; returns once it is ready.</summary>
    public async Task StartAsync()
    {
        process = ChildProcess.Start(new Launch
        {
            Program = "dotnet",
            Arguments = [typeof(QuestionnaireService).Assembly.Location],
            Environment = environment,
            WorkingFolder = AppContext.BaseDirectory,
            LogFile = log,
        });
        await Replicas.UntilAsync(IsReadyAsync, $"the service is ready; see {log}");
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
