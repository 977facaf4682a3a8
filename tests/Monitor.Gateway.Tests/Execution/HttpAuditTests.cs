using Monitor.Testing;

namespace Monitor.Gateway.Tests.Execution;

/// <summary>The gateway stands behind the same door as every subgraph: its audits hold here too.</summary>
public sealed class HttpAuditTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_audit_holds()
    {
        await using var shop = await Shop.OpenAsync();

        var findings = await HttpAudit.RunAsync(
            new Uri(shop.Gateway.Http.BaseAddress!, "/graphql"), "graphql-preflight: 1");

        foreach (var finding in findings)
        {
            output.WriteLine(finding.ToString());
        }
        Assert.True(findings.Count >= 60, $"Only {findings.Count} audits ran.");
        Assert.DoesNotContain(findings, finding => !finding.IsOk);
    }
}
