using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Scoring.Tests.Storage;

public sealed class StorageTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("municipality:GM0020", 1)]
    [InlineData("municipality:GM0021", 1)]
    [InlineData("municipality:GM0022", 0)]
    [InlineData("service", 2)]
    public async Task A_query_without_a_condition_sees_only_the_rows_of_whom_it_acts_for(string actingAs, int rows)
    {
        foreach (var municipality in (string[])["GM0020", "GM0021"])
        {
            var response = $"00000000-0000-0000-0000-00000000{municipality[2..]}";
            application.Submit(response, 1, municipality, objective: 1, ["policy=in-policy"]);
            await application.DeliverSubmittedAsync(response, 1, municipality, id: $"rows-{municipality}");
        }

        await using var database = application.Database.Open();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('monitor.acting_as', $1, true)")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = actingAs } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT count(*) FROM scores"));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();

        Assert.Equal(rows, reader.GetInt64(0));
    }

    [Fact]
    public async Task Seeding_again_publishes_nothing_again()
    {
        await application.SeedAsync();
        await application.SeedAsync();

        Assert.Equal([1], await application.CountAsync("SELECT count(*) FROM rule_sets"));
        Assert.Equal(
            [1], await application.CountAsync("SELECT count(*) FROM outbox WHERE topic = 'ruleset.published'"));
    }

    [Fact]
    public async Task Other_rules_under_a_published_id_are_refused()
    {
        var folder = Directory.CreateTempSubdirectory("rulesets-");
        var rules = await File.ReadAllTextAsync(Path.Combine(Domain.Seeds.Folder, "rulesets/child-abuse-1.json"));
        Directory.CreateDirectory(Path.Combine(folder.FullName, "rulesets"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "rulesets/changed.json"),
            rules.Replace("\"redBelow\": 25", "\"redBelow\": 30", StringComparison.Ordinal));
        var seeder = application.Services.GetRequiredService<ISeeder>();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => seeder.SeedAsync(folder.FullName, CancellationToken.None));

        Assert.Contains("new id", refused.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
