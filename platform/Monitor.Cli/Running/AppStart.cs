using System.Globalization;
using Monitor.Cli.Servers;

namespace Monitor.Cli.Running;

/// <summary>Seeds the services, and starts sidecars, services and gateway, all at once.</summary>
public sealed class AppStart(Workplace workplace, AppEnvironment environment, RunState state, Steps steps)
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SeedLimit = TimeSpan.FromMinutes(2);
    private const string LargestBody = "16Mi";   // as k8s/base/gateway.yaml has it
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Brings each database up to date and fills it; may be repeated.</summary>
    public Task SeedAsync(CancellationToken cancellationToken) => Together.RunAsync(
        cancellationToken,
        [
            .. Part.Services.Select(service => (Func<CancellationToken, Task>)(stop =>
                steps.RunAsync($"Seeds of {service.Name}", () => SeedAsync(service, stop)))),
        ]);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var daprd = ServerBinaries.Find("daprd");
        Func<CancellationToken, Task>[] sidecars = daprd is null
            ? [StartStandInAsync]
            : [.. Part.Apps.Select(app => (Func<CancellationToken, Task>)(stop => StartDaprdAsync(daprd, app, stop)))];
        var apps = Part.Apps.Select(app => (Func<CancellationToken, Task>)(stop => StartAppAsync(app, stop)));
        return Together.RunAsync(cancellationToken, [.. sidecars, .. apps]);
    }

    private async Task SeedAsync(Part service, CancellationToken cancellationToken)
    {
        var log = workplace.LogOf($"{service.Name}-seed");
        File.Delete(log);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(SeedLimit);
        using var seeding = Launch(service.Project, ["seed", workplace.Seeds], environment.Of(service), log);
        try
        {
            await seeding.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CliException(
                $"Seeding {service.Name} took longer than {SeedLimit.TotalSeconds:0} s. {LastLinesOf(log)}");
        }
        finally
        {
            await seeding.StopAsync(System.Runtime.InteropServices.PosixSignal.SIGTERM, TimeSpan.FromSeconds(5));
        }

        if (seeding.ExitCode != 0)
        {
            throw new CliException($"Seeding {service.Name} failed. {LastLinesOf(log)}");
        }
    }

    /// <summary>Starts the gateway, a service or the identity provider; done once it is ready.</summary>
    public Task StartAppAsync(Part app, CancellationToken cancellationToken) =>
        steps.RunAsync(app.Title, async () =>
        {
            var variables = app == Part.Identity ? environment.OfIdentity() : environment.Of(app);
            var process = Launch(app.Project, [], variables, workplace.LogOf(app.Name));
            state.Add(app.Name, process.Id);
            await WaitUntilAsync(
                app.Name, process, new Uri($"{workplace.UrlOf(app)}/health/ready"), cancellationToken);
        });

    private Task StartStandInAsync(CancellationToken cancellationToken) =>
        steps.RunAsync($"{Part.Sidecar.Title}: the stand-in", async () =>
        {
            string[] apps =
            [
                .. Part.Apps.SelectMany(app => (string[])
                [
                    "--app", string.Create(
                        CultureInfo.InvariantCulture, $"{app.Name}:{PortOf(app)}:{PortOf(app) + Part.SidecarOffset}"),
                ]),
            ];
            var process = Launch(
                Part.Sidecar.Project,
                [
                    .. apps, "--resources", DaprFolder("components"), "--config", DaprFolder("config"),
                    "--max-body-size", LargestBody,
                ],
                environment.OfSidecar(), workplace.LogOf(Part.Sidecar.Name));
            state.Add(Part.Sidecar.Name, process.Id);
            await WaitUntilAsync(Part.Sidecar.Name, process, SidecarHealth(Part.Gateway), cancellationToken);
        });

    // Without --config: access control needs the identities that only Sentry gives, and would refuse every call.
    private Task StartDaprdAsync(string daprd, Part app, CancellationToken cancellationToken) =>
        steps.RunAsync($"daprd of {app.Name}", async () =>
        {
            var name = $"{Part.Sidecar.Name}-{app.Name}";
            string Port(int offset) => (PortOf(app) + offset).ToString(CultureInfo.InvariantCulture);
            var process = ChildProcess.Start(new Launch
            {
                Program = daprd,
                Arguments =
                [
                    "--app-id", app.Name, "--app-port", Port(0), "--app-protocol", "http",
                    "--dapr-http-port", Port(Part.SidecarOffset), "--dapr-grpc-port", Port(30),
                    "--dapr-internal-grpc-port", Port(40), "--metrics-port", Port(50),
                    "--dapr-listen-addresses", "127.0.0.1", "--resources-path", DaprFolder("components"),
                    "--enable-app-health-check", "--app-health-check-path", "/health/ready",
                    "--max-body-size", LargestBody,
                ],
                Environment = environment.OfSidecar(),
                LogFile = workplace.LogOf(name),
            });
            state.Add(name, process.Id);
            await WaitUntilAsync(name, process, SidecarHealth(app), cancellationToken);
        });

    private Uri SidecarHealth(Part app) => new(string.Create(
        CultureInfo.InvariantCulture, $"http://127.0.0.1:{PortOf(app) + Part.SidecarOffset}/v1.0/healthz/outbound"));

    private int PortOf(Part app) => workplace.Ports + app.PortOffset;

    private string DaprFolder(string name) => Path.Combine(workplace.Root, "k8s", "dapr", name);

    private ChildProcess Launch(
        string project, IReadOnlyList<string> arguments, Dictionary<string, string> variables, string log)
    {
        var program = Programs.PathOf(workplace, project);
        return ChildProcess.Start(new Launch
        {
            Program = "dotnet",
            Arguments = [program, .. arguments],
            Environment = variables,
            WorkingFolder = Path.GetDirectoryName(program),
            LogFile = log,
        });
    }

    private async Task WaitUntilAsync(
        string part, ChildProcess process, Uri health, CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await Health.IsGoodAsync(health, cancellationToken))
        {
            if (!process.IsRunning)
            {
                throw new CliException($"{part} ended while it started. {LastLinesOf(workplace.LogOf(part))}");
            }

            if (TimeProvider.System.GetElapsedTime(begin) > ReadyLimit)
            {
                throw new CliException(
                    $"{part} was not ready within {ReadyLimit.TotalSeconds:0} s. {LastLinesOf(workplace.LogOf(part))}");
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    private static string LastLinesOf(string log) =>
        $"The end of {log}:\n{(File.Exists(log) ? Shell.LastLines(File.ReadAllText(log), 12) : "(empty)")}";
}
