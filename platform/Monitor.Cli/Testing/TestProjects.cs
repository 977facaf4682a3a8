using System.Globalization;
using System.Runtime.InteropServices;
using Monitor.Cli.Running;
using Monitor.Cli.Servers;

namespace Monitor.Cli.Testing;

/// <summary>The test projects of this clone, and a run of one.</summary>
public sealed class TestProjects(Workplace workplace)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>It measures how soon things happen, so nothing else may take the processor meanwhile.</summary>
    public const string EndToEnd = "Monitor.EndToEnd.Tests";

    /// <summary>They look at pages with Chromium.</summary>
    public static IReadOnlyList<string> WithBrowser { get; } =
        ["Monitor.GraphiQL.Tests", "Monitor.Community.Tests", "Monitor.Identity.Tests"];

    /// <summary>All, or those whose name holds the word: "scoring", "endtoend", "graphql.aspnetcore".</summary>
    /// <exception cref="CliException">None does.</exception>
    public IReadOnlyList<string> Find(string? word)
    {
        var all = Directory.GetDirectories(Path.Combine(workplace.Root, "tests"), "*.Tests")
            .Select(folder => Path.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var found = word is null ? all : [.. all.Where(name => IsNamed(name, word))];
        return found.Length > 0
            ? found
            : throw new CliException($"No test project is named '{word}'. There are: {string.Join(", ", all)}.");
    }

    public async Task<TestReport> RunAsync(
        string project, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var results = Path.Combine(workplace.Root, "artifacts", "test-results");
        Directory.CreateDirectory(results);
        var report = Path.Combine(results, $"{project}.xml");
        var log = Path.Combine(results, $"{project}.log");
        File.Delete(report);
        File.Delete(log);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var process = ChildProcess.Start(new Launch
        {
            Program = "dotnet",
            Arguments = [Programs.PathOf(workplace, project), "-xml", report, "-noLogo", "-noColor"],
            Environment = environment,
            WorkingFolder = workplace.Root,
            LogFile = log,
        });
        try
        {
            await process.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await process.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromSeconds(20));
            return new TestReport(project, 0, 1, 0, [$"{project} took longer than {Limit.TotalMinutes:0} minutes."]);
        }
        finally
        {
            await process.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromSeconds(20));
        }

        var text = File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken) : "";
        var read = TestReport.Read(project, report, Shell.LastLines(text, 30));
        return process.ExitCode != 0 && read.Failed == 0
            ? read with { Failed = 1, Failures = [CrashOf(project, process.ExitCode, text)] }
            : read;
    }

    private static string CrashOf(string project, int exitCode, string log) => string.Create(
        CultureInfo.InvariantCulture, $"{project} ended with exit code {exitCode}:\n{Shell.LastLines(log, 30)}");

    private static bool IsNamed(string project, string word) =>
        project["Monitor.".Length..^".Tests".Length].Contains(
            word.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
