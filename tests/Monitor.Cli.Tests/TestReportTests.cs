using Monitor.Cli.Testing;

namespace Monitor.Cli.Tests;

public sealed class TestReportTests
{
    private const string Xml = """
        <assemblies>
          <assembly name="X" total="4" passed="2" failed="1" skipped="1" errors="1">
            <errors><error type="test-class-cleanup"><failure><message>Cleanup</message></failure></error></errors>
            <collection>
              <test name="Points_run" result="Pass" />
              <test name="Bands_hold" result="Fail">
                <failure><message>Expected 50</message><stack-trace>at Line 3</stack-trace></failure>
              </test>
            </collection>
          </assembly>
        </assemblies>
        """;

    [Fact]
    public void A_report_counts_failures_and_errors_alike()
    {
        var report = Read(Xml);
        Assert.Equal((2, 2, 1), (report.Passed, report.Failed, report.Skipped));
        Assert.Equal("Bands_hold\nExpected 50\nat Line 3", report.Failures[0]);
        Assert.Contains("Cleanup", report.Failures[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<assemblies><assembly passed=\"3\"")]
    public void A_project_that_crashed_is_a_failure_with_what_it_printed(string xml)
    {
        var report = Read(xml);
        Assert.Equal((0, 1), (report.Passed, report.Failed));
        Assert.Contains("what it printed", Assert.Single(report.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 0, 0, "5 passed, 0 failed", 0)]
    [InlineData(5, 1, 2, "5 passed, 1 failed, 2 skipped", 1)]
    [InlineData(0, 0, 0, "0 passed, 0 failed", 1)]
    public void A_run_closes_with_its_sum_and_fails_when_anything_failed_or_nothing_ran(
        int passed, int failed, int skipped, string line, int exitCode)
    {
        TestReport[] reports = [new("A", passed, 0, skipped, []), new("B", 0, failed, 0, [])];
        Assert.Equal(line, TestReport.ClosingLine(reports));
        Assert.Equal(exitCode, TestReport.ExitCode(reports));
    }

    private static TestReport Read(string xml)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, xml);
        var report = TestReport.Read("Monitor.X.Tests", file, "what it printed");
        File.Delete(file);
        return report;
    }
}
