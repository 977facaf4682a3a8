using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.AspNetCore.Streaming;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>docs/limits.md says what the profiles are.</summary>
public sealed class LimitDocumentTests
{
    private const string Streaming = "`Streaming:";

    private static readonly string[] Profiles = ["Open", "Strict", "Subgraph", "Foreign"];

    [Fact]
    public async Task Every_value_in_the_table_is_the_one_that_is_used()
    {
        // The table with a column for each profile, beside those of setting, code and what it counts.
        var rows = (await RowsAsync()).Where(row => row.Length == Profiles.Length + 5).ToList();

        Assert.InRange(rows.Count, 18, 100);
        foreach (var row in rows)
        {
            var property = typeof(GraphQLOptions).GetProperty(row[1].Trim('`'));
            Assert.Equal(
                row[2..6],
                Profiles.Select(profile => Show(property!.GetValue(OptionsOf(profile)))));
        }
    }

    [Fact]
    public async Task Every_value_of_streams_is_the_one_that_is_used()
    {
        var rows = (await RowsAsync()).Where(row => row[1].StartsWith(Streaming, StringComparison.Ordinal)).ToList();

        Assert.Equal(
            typeof(StreamingOptions).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal),
            rows.Select(NameOf).Order(StringComparer.Ordinal));
        foreach (var row in rows.Where(row => row[2] != "–"))
        {
            var property = typeof(StreamingOptions).GetProperty(NameOf(row))!;
            Assert.Equal(row[2], Show(property.GetValue(new StreamingOptions())));
        }

        static string NameOf(string[] row) => row[1][Streaming.Length..].Trim('`');
    }

    private static async Task<IReadOnlyList<string[]>> RowsAsync() =>
        [.. (await File.ReadAllLinesAsync(Document()))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))];

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
