using System.Globalization;
using Monitor.Cli.Running;
using Monitor.Cli.Servers;
using Monitor.Cli.Tokens;
using Monitor.Identity;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>Starts the whole system, and in the foreground stops it again.</summary>
internal sealed class UpCommand(Workplace workplace, ServerAddresses given, IAnsiConsole console)
{
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(500);

    public async Task<int> RunAsync(bool detach, CancellationToken cancellationToken)
    {
        workplace.Prepare();
        using var one = StartLock.Take(workplace);
        var state = RunState.Open(workplace);
        if (await IsRunningAsync(state, cancellationToken))
        {
            console.MarkupLine("It runs already. [grey]./monitor status shows it, ./monitor down stops it.[/]");
            Show();
            return 0;
        }

        var steps = new Steps(console, TimeProvider.System);
        if (state.Alive.Count > 0)
        {
            steps.Note($"An earlier run was left half: stopping {string.Join(", ", state.Alive.Select(p => p.Part))}.");
            await SystemStop.StopAsync(state);
        }

        state.Begin(workplace.Ports);
        RequireFreePorts();
        try
        {
            await StartAsync(state, steps, cancellationToken);
        }
        catch
        {
            await SystemStop.StopAsync(state);
            throw;
        }

        Show();
        if (!detach)
        {
            console.MarkupLine("[grey]Ctrl-C stops everything.[/]");
            await WatchAsync(state, cancellationToken);
            console.MarkupLine("Stopping…");
            await SystemStop.StopAsync(state);
        }

        return 0;
    }

    private async Task StartAsync(RunState state, Steps steps, CancellationToken cancellationToken)
    {
        var secrets = await Secrets.OpenAsync(workplace, cancellationToken);
        KeyRing.Open(workplace.IdentityKeys);
        await workplace.InternalKeys.OpenAsync(cancellationToken);   // services read the public part when they start

        var servers = given;
        await Together.RunAsync(
            cancellationToken,
            stop => steps.RunAsync("Build", () => Programs.BuildAsync(workplace, stop)),
            async stop => servers = await new ServerStart(workplace, secrets, state, steps).StartAsync(given, stop));

        var apps = new AppStart(workplace, new AppEnvironment(workplace, secrets, servers), state, steps);
        await Together.RunAsync(
            cancellationToken, apps.SeedAsync, stop => apps.StartAppAsync(Part.Identity, stop));
        await apps.StartAsync(cancellationToken);

        var gateway = new Uri($"{workplace.UrlOf(Part.Gateway)}/graphql");
        if (!await steps.RunAsync(
            "The demonstration round, released", () => FirstAnswer.WaitAsync(gateway, cancellationToken)))
        {
            steps.Note("The round of 2017 is not released yet: ./monitor logs benchmark tells why.");
        }

        steps.ShowTotal();
    }

    /// <summary>All parts alive and the gateway ready; a run of which a part died is not running.</summary>
    private async Task<bool> IsRunningAsync(RunState state, CancellationToken cancellationToken) =>
        state.Parts.Any(part => part.Part == Part.Gateway.Name)
        && state.Alive.Count == state.Parts.Count
        && await Health.IsGoodAsync(
            new Uri($"{workplace.UrlOf(Part.Gateway)}/health/ready"), cancellationToken);

    private void RequireFreePorts()
    {
        (string Name, int Port)[] ports =
        [
            .. Part.Apps.Append(Part.Identity).Select(app => (app.Name, workplace.Ports + app.PortOffset)),
            .. Part.Apps.Select(app =>
                ($"sidecar of {app.Name}", workplace.Ports + app.PortOffset + Part.SidecarOffset)),
            .. given.NeedsPostgres ? [(Part.Postgres.Name, workplace.Ports + Part.Postgres.PortOffset)] : NoPorts,
            .. given.Cache is null ? [(Part.Cache.Name, workplace.Ports + Part.Cache.PortOffset)] : NoPorts,
            .. given.Broker is null ? [(Part.Broker.Name, workplace.Ports + Part.Broker.PortOffset)] : NoPorts,
        ];
        var busy = ports.Where(port => !FreePorts.IsFree(port.Port)).ToArray();
        if (busy.Length > 0)
        {
            var list = string.Join(", ", busy.Select(port => string.Create(
                CultureInfo.InvariantCulture, $"{port.Port} ({port.Name})")));
            throw new CliException(
                $"In use by another program: port {list}. Stop that program, or choose other ports, for example: "
                + string.Create(CultureInfo.InvariantCulture, $"MONITOR_PORTS={workplace.Ports + 100} ./monitor up"));
        }
    }

    private static readonly (string, int)[] NoPorts = [];

    private void Show()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Part", "Name in logs", "Address");
        foreach (var part in Part.All)
        {
            table.AddRow(
                part.Title,
                part.Name,
                part.Name switch
                {
                    "gateway" => $"{workplace.UrlOf(part)}/graphql",
                    "postgres" or "cache" or "broker" => workplace.UrlOf(part)["http://".Length..],
                    _ => workplace.UrlOf(part),
                });
        }

        console.Write(table);
        var token = TokenCommand.Sign(
            workplace, DevelopmentToken.Of("GM0153", Hosting.Role.Officer), TimeProvider.System);

        // Not through the console's layout: it would break the lines that are there to be copied.
        Console.WriteLine(
            $"""

            In a browser, with the token below behind the key: {workplace.UrlOf(Part.Gateway)}/graphql

            To sign in, for a program of yours (OpenID Connect; clients and personas: docs/examples/signing-in.md):
              {workplace.UrlOf(Part.Identity)}

            A query:
              curl -s {workplace.UrlOf(Part.Gateway)}/graphql -H 'content-type: application/json' \
                -d '{"{"}"query":"{FirstAnswer.Query}"{"}"}'

            A token for an hour (Enschede, GM0153, officer; others: ./monitor token --help):
              {token}

            """);
    }

    // Until Ctrl-C. A part that ends by itself is named; the others go on, as they would in a cluster.
    private async Task WatchAsync(RunState state, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Watch, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var ended in state.Parts.Where(part => !part.Id.IsRunning))
            {
                state.Remove(ended);
                console.MarkupLine($"[red]✗ {ended.Part} has ended.[/] [grey]./monitor logs {ended.Part}[/]");
            }
        }
    }
}
