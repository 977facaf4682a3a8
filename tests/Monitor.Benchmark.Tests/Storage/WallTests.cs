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

    [Theory]
    [InlineData("'C', 5, 51, NULL, NULL, NULL, NULL, NULL")] // more than the parts can come to
    [InlineData("'ACR', 4, 40, NULL, NULL, NULL, NULL, NULL")] // too few
    [InlineData("'ACR', 12, 40, NULL, NULL, NULL, NULL, NULL")] // an exact count below the country
    [InlineData("'ACR', 5, 40, 30, 40, 50, '{5,0,0}', NULL")] // a shape of too few
    [InlineData("'ACR', 15, 40, 30, 40, 50, '{5,10,0}', '{0,0,0,5,10,0,0,0,0,0}'")] // tenths of too few
    [InlineData("'ACR', 20, 40, 50, 40, 30, '{5,15,0}', NULL")] // quartiles in no order
    public async Task A_score_finer_than_its_group_allows_cannot_be_stored(string values)
    {
        await using var database = application.Database.Open();
        await using var command = database.CreateCommand($"""
            INSERT INTO group_scores (release_id, kind, code, objective, band,
                components, n, mean, lower_quartile, median, upper_quartile, bands, tenths)
            VALUES ('2017-1', 'VEILIG_THUIS', 'VT01', 'new', 'ORANGE', {values})
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
