using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>docs/limits.md says what the profiles are.</summary>
public sealed class LimitDocumentTests
{
    private static readonly string[] Profiles = ["Open", "Strict", "Subgraph"];

    [Fact]
    public async Task Every_value_in_the_table_is_the_one_that_is_used()
    {
        var rows = (await File.ReadAllLinesAsync(Document()))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToList();

        Assert.InRange(rows.Count, 18, 100);
        foreach (var row in rows)
        {
            var property = typeof(GraphQLOptions).GetProperty(row[1].Trim('`'));
            Assert.Equal(
                row[2..5],
                Profiles.Select(profile => Show(property!.GetValue(OptionsOf(profile)))));
        }
    }

    private static string? Show(object? value) => value is bool truth
        ? truth.ToString().ToLowerInvariant()
        : Convert.ToString(value, CultureInfo.InvariantCulture);

    private static GraphQLOptions OptionsOf(string profile)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["GraphQL:Profile"] = profile });
        builder.Services.AddGraphQLOptions(GraphQLProfile.Open);
        return builder.Build().Services.GetRequiredService<IOptions<GraphQLOptions>>().Value;
    }

    private static string Document([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "limits.md");
}
