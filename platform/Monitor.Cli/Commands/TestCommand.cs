using System.Globalization;
using Monitor.Cli.Running;
using Monitor.Cli.Servers;
using Monitor.Cli.Testing;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>
/// Builds everything once, starts one private PostgreSQL for all tests (each Redis is a test's own), and runs the test
/// projects two at a time; end to end comes last and alone.
/// </summary>
internal sealed class TestCommand(Workplace workplace, IAnsiConsole console)
{
    private const int AtOnce = 2;
    private const int ShownFailures = 20;   // of one project: a broken fixture fails all its tests alike
    private readonly Steps _steps = new(console, TimeProvider.System);
    private readonly TestProjects _projects = new(workplace);

    public async Task<int> RunAsync(string? part, bool isLong, CancellationToken cancellationToken)
    {
        var projects = _projects.Find(part);
        var missing = await ServerInstallation.MissingAsync(
            needsPostgres: true,
            needsRedis: true,
            needsBrowser: projects.Any(TestProjects.WithBrowser.Contains),
            cancellationToken);
        if (missing.Count > 0)
        {
            await _steps.RunAsync(
                $"apt-get install {string.Join(' ', missing)}",
                () => ServerInstallation.InstallAsync(missing, cancellationToken));
        }

        await _steps.RunAsync("Build", () => Programs.BuildAllAsync(workplace, cancellationToken));
        var environment = new Dictionary<string, string>
        {
            ["MONITOR_TEST_POSTGRES"] = await _steps.RunAsync(
                Part.Postgres.Title, () => TemporaryServers.StartPostgresAsync(cancellationToken)),
            ["MONITOR_TEST_LONG"] = isLong ? "1" : "",
        };

        var reports = new List<TestReport>();
        await Parallel.ForEachAsync(
            projects.Where(project => project != TestProjects.EndToEnd),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (project, stop) => Add(reports, await RunOneAsync(project, environment, stop)));
        if (projects.Contains(TestProjects.EndToEnd))
        {
            Add(reports, await RunOneAsync(TestProjects.EndToEnd, environment, cancellationToken));
        }

        return Sum(reports);
    }

    private async Task<TestReport> RunOneAsync(
        string project, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var report = await _projects.RunAsync(project, environment, cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(begin);
        var sign = report.Failed == 0 ? "[green]✓[/]" : "[red]✗[/]";
        console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sign} {project,-36} {report.Passed,5} passed {report.Failed,3} failed {took.TotalSeconds,6:0.0} s"));
        return report;
    }

    private static void Add(List<TestReport> reports, TestReport report)
    {
        lock (reports)
        {
            reports.Add(report);
        }
    }

    private int Sum(List<TestReport> reports)
    {
        foreach (var report in reports)
        {
            foreach (var failure in report.Failures.Take(ShownFailures))
            {
                Console.WriteLine();
                Console.WriteLine(failure);
            }

            if (report.Failures.Count > ShownFailures)
            {
                Console.WriteLine($"\n… the other failures of {report.Project}: artifacts/test-results");
            }
        }

        Console.WriteLine();
        _steps.ShowTotal();
        Console.WriteLine(TestReport.ClosingLine(reports));
        return TestReport.ExitCode(reports);
    }
}
