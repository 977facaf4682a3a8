using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Tests.Privacy;

/// <summary>What the tables hold about persons is listed, for each table; and the lists run.</summary>
public sealed class PersonalTableTests(CommunityApplication application) : IClassFixture<CommunityApplication>
{
    [Fact]
    public async Task Every_table_says_what_it_holds_about_persons()
    {
        await using var command = application.Database.CreateCommand(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        var tables = await command.ReadAsync(row => row.GetString(0), CancellationToken.None);

        Assert.Equal(
            tables.Order(StringComparer.Ordinal),
            application.Service<PersonalRecords>().Tables.Select(table => table.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_list_of_rows_can_be_read_counted_and_erased()
    {
        var records = application.Service<PersonalRecords>();
        var person = new KnownPerson(Guid.NewGuid().ToString("N"), ["Niemand"], ["niemand@example.nl"], ["GM0344"]);

        Assert.Empty(await records.ReadAsync(person, CancellationToken.None));
        Assert.All(await records.CountAsync(person, CancellationToken.None), each => Assert.Equal(0, each.Rows));
        await records.EraseAsync(person, CancellationToken.None);
    }

    [Fact]
    public async Task Every_rule_of_retention_runs()
    {
        foreach (var (rule, kept) in application.Service<RetentionClock>().Rules)
        {
            Assert.Equal(rule.Default, kept);
            await using var acting = await ActingAs.Service.BeginAsync(application.Database, CancellationToken.None);
#pragma warning disable CA2100 // The service's own text.
            await using var command = new NpgsqlCommand(rule.Sql, acting.Connection, acting.Transaction);
#pragma warning restore CA2100
            command.Parameters.Add(Parameters.Time(DateTimeOffset.UnixEpoch));
            command.Parameters.AddValue(kept);
            await command.ExecuteNonQueryAsync();
        }
    }
}
