using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Exchange;
using Monitor.Cli.Servers;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>The description of the files is valid OpenAPI 3.1, and describes what there is.</summary>
public sealed partial class OpenApiTests(BenchmarkApplication application) : IClassFixture<BenchmarkApplication>
{
    private static readonly string file =
        Path.Combine(Repository.Root, "services", "benchmark", "Exchange", "openapi.json");

    [Fact]
    public async Task It_is_valid_openapi_3_1()
    {
        var found = await ValidateAsync(file);

        Assert.True(found["valid"]!.GetValue<bool>(), found["errors"]!.ToJsonString());
        Assert.Equal("3.1", found["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_validator_finds_a_fault()
    {
        var broken = Path.Combine(TemporaryServers.NextFolder("openapi"), "openapi.json");
        await File.WriteAllTextAsync(
            broken,
            (await File.ReadAllTextAsync(file))
                .Replace("\"in\": \"path\"", "\"in\": \"road\"", StringComparison.Ordinal));

        Assert.False((await ValidateAsync(broken))["valid"]!.GetValue<bool>());
    }

    [Fact]
    public async Task It_is_served_as_it_is_checked_in()
    {
        using var answer = await application.ExportAsync("/exports/openapi.json");

        Assert.Equal(await File.ReadAllTextAsync(file), await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public void It_names_every_address_and_no_other()
    {
        var routes = application.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!).Where(r => r.StartsWith("/exports/", StringComparison.Ordinal))
            .Select(r => Constraint().Replace(r, "}")).Distinct();

        Assert.Equal(routes.Order(), Document()["paths"]!.AsObject().Select(p => p.Key).Order());
        Assert.All(
            Document()["paths"]!.AsObject(),
            p => Assert.Equal(["get", "head"], p.Value!.AsObject().Select(o => o.Key)));
    }

    [Theory]
    [InlineData("/exports/benchmark/{round}.{form}", "AggregateRow")]
    [InlineData("/exports/frequencies/{round}.{form}", "TableRow")]
    [InlineData("/exports/figures/observations.{form}", "FigureRow")]
    [InlineData("/exports/regions/{region}/{round}.{form}", "MemberRow")]
    public void Its_rows_and_parameters_are_those_of_the_code(string path, string schema)
    {
        var (columns, parameters) = schema switch
        {
            "AggregateRow" => (AggregateExport.Columns, AggregateExport.Parameters),
            "TableRow" => (FrequencyExport.Columns, FrequencyExport.Parameters),
            "MemberRow" => (MemberExport.Columns, MemberExport.Parameters),
            _ => (FigureColumns.Columns, FigureExport.Parameters),
        };
        var document = Document();

        Assert.Equal(
            columns.Select(c => c.Name),
            document["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(p => p.Key));
        var described = document["paths"]![path]!["get"]!["parameters"]!.AsArray()
            .Select(p => document["components"]!["parameters"]![p!["$ref"]!.GetValue<string>().Split('/')[^1]]!)
            .Where(p => p["in"]!.GetValue<string>() == "query").Select(p => p["name"]!.GetValue<string>());
        Assert.Equal([.. parameters, "limit", "offset", "bom"], described);
    }

    [Fact]
    public void Its_lists_of_values_are_those_of_the_code()
    {
        var parameters = Document()["components"]!["parameters"]!;
        IEnumerable<string> Values(string name) =>
            (parameters[name]!["schema"]!["enum"] ?? parameters[name]!["schema"]!["items"]!["enum"])!
                .AsArray().Select(v => v!.GetValue<string>());

        Assert.Equal(ExportForms.All.Select(f => f.Name), Values("form"));
        Assert.Equal(Statistics.Combinations.Select(c => c.Name), Values("components"));
        Assert.Equal(Enum.GetValues<TableKind>().Select(EnumText.Of), Values("table"));
        Assert.Equal(Enum.GetValues<AreaKind>().Select(EnumText.Of), Values("areaKind"));
        Assert.Equal(PerNames.All, Values("per"));
        Assert.Equal(ExportPage.Largest, parameters["limit"]!["schema"]!["maximum"]!.GetValue<int>());
    }

    private static JsonNode Document() => JsonNode.Parse(File.ReadAllText(file))!;

    private static async Task<JsonNode> ValidateAsync(string path)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var tool = new NodeTool(Path.Combine(Repository.Root, "tests", "Monitor.Benchmark.Tests", "openapi"));
        var node = await tool.PrepareAsync(cancellationToken);
        using var process = Process.Start(new ProcessStartInfo(node, ["validate.mjs", path])
        {
            WorkingDirectory = tool.Folder, RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return JsonNode.Parse(output)!;
    }

    [GeneratedRegex(@":[^{}]*(\(\^\([^)]*\)\$\))?}")]
    private static partial Regex Constraint();
}
