using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Monitor.Testing;

namespace Monitor.Scoring.Tests.Storage;

public sealed class StorageTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    [Fact]
    public async Task A_query_without_a_condition_sees_only_the_rows_of_whom_it_acts_for()
    {
        const string All = "SELECT count(*) FROM scores";
        foreach (var municipality in (string[])["GM0020", "GM0021"])
        {
            var response = $"00000000-0000-0000-0000-00000000{municipality[2..]}";
            application.Submit(response, 1, municipality, objective: 1, ["policy=in-policy"]);
            await application.DeliverSubmittedAsync(response, 1, municipality, id: $"rows-{municipality}");
        }

        var database = application.Database;
        Assert.Equal([0], await database.NumbersAsync(All, ActingAs.Municipality("")));
        Assert.Equal([1], await database.NumbersAsync(All, ActingAs.Municipality("GM0020")));
        Assert.Equal([1], await database.NumbersAsync(All, ActingAs.Municipality("GM0021")));
        Assert.Equal([0], await database.NumbersAsync(All, ActingAs.Municipality("GM0022")));
        Assert.Equal([2], await database.NumbersAsync(All, ActingAs.Service));
        await using var silent = database.Open();
        await using var command = silent.CreateCommand(All);
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Seeding_again_publishes_nothing_again()
    {
        await application.SeedAsync();
        await application.SeedAsync();

        Assert.Equal([2], await application.CountAsync("SELECT count(*) FROM rule_sets"));
        Assert.Equal(
            [2], await application.CountAsync("SELECT count(*) FROM outbox WHERE topic = 'ruleset.published'"));
    }

    [Fact]
    public async Task Other_rules_under_a_published_id_are_refused()
    {
        var folder = Directory.CreateTempSubdirectory("rulesets-");
        var rules = await File.ReadAllTextAsync(Path.Combine(Repository.Seeds, "rulesets/child-abuse-1.json"));
        Directory.CreateDirectory(Path.Combine(folder.FullName, "rulesets"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "rulesets/changed.json"),
            rules.Replace("\"redBelow\": 25", "\"redBelow\": 30", StringComparison.Ordinal));
        var seeder = application.Services.GetRequiredService<ISeeder>();

        var refused = await Assert.ThrowsAsync<RuleSetPublishedException>(
            () => seeder.SeedAsync(folder.FullName, CancellationToken.None));

        Assert.Contains("new id", refused.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
