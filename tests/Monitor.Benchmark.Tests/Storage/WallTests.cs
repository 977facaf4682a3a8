using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Tests.Storage;

/// <summary>What the database refuses though the code above it should never ask.</summary>
public sealed class WallTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    [Theory]
    [InlineData("UPDATE releases SET round = 2016")]
    [InlineData("DELETE FROM aggregates")]
    [InlineData("UPDATE group_scores SET mean = 100")]
    [InlineData("DELETE FROM frequencies")]
    public async Task A_release_cannot_be_changed_by_the_application(string sql)
    {
        await using var database = application.Database.Open();
        await using var command = database.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_figure_about_too_few_cannot_be_stored()
    {
        await using var database = application.Database.Open();
        await using var command = database.CreateCommand("""
            INSERT INTO aggregates (release_id, kind, code, label, n, average_bands, generated)
            VALUES ('2017-1', 'VEILIG_THUIS', 'VT99', 'Te klein', 4, '[{}]', true)
            """);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Fact]
    public async Task A_query_without_a_condition_sees_only_the_rows_of_whom_it_acts_for()
    {
        const string All = "SELECT count(*) FROM scores";
        Assert.Equal([0], await application.Database.NumbersAsync(All, ActingAs.Municipality("")));
        Assert.Equal([2], await application.Database.NumbersAsync(All, ActingAs.Municipality("GM0153")));
        Assert.Equal([208 + 169], await application.Database.NumbersAsync(All, ActingAs.Service));
        await using var silent = application.Database.Open();
        await using var command = silent.CreateCommand(All);
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }
}
