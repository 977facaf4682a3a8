using Monitor.Testing;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>GraphQL over HTTP as the npm package graphql-http audits it, against a subgraph on a real port.</summary>
public sealed class AuditTests(ITestOutputHelper output)
{
    [Fact]
    public async Task As_it_is_deployed_every_must_and_should_holds()
    {
        await using var subgraph = await TownSubgraph.StartAsync(onKestrel: true);

        var findings = await AuditAsync(subgraph);

        Assert.DoesNotContain(findings, finding => !finding.IsOk && !finding.IsOptional);
        // What may be left out is left out: a GET without a header that no form can set.
        Assert.Equal(["5A70", "D6D5", "6A70"], findings.Where(finding => !finding.IsOk).Select(finding => finding.Id));
    }

    [Fact]
    public async Task With_a_header_that_no_form_can_set_everything_holds()
    {
        await using var subgraph = await TownSubgraph.StartAsync(onKestrel: true);

        var findings = await AuditAsync(subgraph, "graphql-preflight: 1");

        Assert.DoesNotContain(findings, finding => !finding.IsOk);
    }

    private async Task<IReadOnlyList<HttpAudit.Finding>> AuditAsync(TownSubgraph subgraph, params string[] headers)
    {
        var findings = await HttpAudit.RunAsync(new Uri(subgraph.Client.BaseAddress!, "/graphql"), headers);
        foreach (var finding in findings)
        {
            output.WriteLine(finding.ToString());
        }

        Assert.True(findings.Count >= 60, $"Only {findings.Count} audits ran.");
        return findings;
    }
}
