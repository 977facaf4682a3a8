using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Monitor.Cli.Testing;

/// <summary>What one test project's run came to.</summary>
/// <param name="Project">Monitor.Scoring.Tests.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, and a project that did not run to its end.</param>
/// <param name="Skipped">Tests that were skipped.</param>
/// <param name="Failures">Each failure as text: name, message, stack.</param>
public sealed record TestReport(string Project, int Passed, int Failed, int Skipped, IReadOnlyList<string> Failures)
{
    /// <summary>The line that closes a run, as CI reads it.</summary>
    public static string ClosingLine(IReadOnlyCollection<TestReport> reports)
    {
        var skipped = reports.Sum(report => report.Skipped);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{reports.Sum(report => report.Passed)} passed, {reports.Sum(report => report.Failed)} failed");
        return skipped == 0 ? line : string.Create(CultureInfo.InvariantCulture, $"{line}, {skipped} skipped");
    }

    /// <summary>0 only when something ran and nothing failed.</summary>
    public static int ExitCode(IReadOnlyCollection<TestReport> reports) =>
        reports.Sum(report => report.Passed) > 0 && reports.All(report => report.Failed == 0) ? 0 : 1;

    /// <summary>Reads xunit's own report (xunit.net, "XML result format", v2+).</summary>
    /// <param name="project">Whose.</param>
    /// <param name="file">Where xunit wrote it; it is absent or half when the project crashed.</param>
    /// <param name="log">What the project printed, shown when there is no report.</param>
    public static TestReport Read(string project, string file, string log)
    {
        try
        {
            return Read(project, XDocument.Load(file));
        }
        catch (Exception missing) when (missing is IOException or XmlException)
        {
            return new TestReport(project, 0, 1, 0, [$"{project} did not run to its end:\n{log}"]);
        }
    }

    private static TestReport Read(string project, XDocument document)
    {
        var assemblies = document.Descendants("assembly").ToArray();
        var failures = document.Descendants("test")
            .Where(test => (string?)test.Attribute("result") == "Fail")
            .Select(test => Describe((string?)test.Attribute("name"), test));
        var errors = document.Descendants("error")
            .Select(error => Describe($"{project}: {(string?)error.Attribute("type")}", error))
            .ToArray();
        return new TestReport(
            project, Sum(assemblies, "passed"), Sum(assemblies, "failed") + errors.Length,
            Sum(assemblies, "skipped"), [.. failures, .. errors]);
    }

    private static int Sum(IEnumerable<XElement> assemblies, string attribute) =>
        assemblies.Sum(assembly => (int?)assembly.Attribute(attribute) ?? 0);

    private static string Describe(string? name, XElement element) =>
        $"{name}\n{element.Descendants("message").FirstOrDefault()?.Value}\n"
        + $"{element.Descendants("stack-trace").FirstOrDefault()?.Value}";
}
