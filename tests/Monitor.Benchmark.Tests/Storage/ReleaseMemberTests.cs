using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Tests.Storage;

public sealed class ReleaseMemberTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    [Fact]
    public async Task A_release_keeps_who_it_is_made_of_with_their_groups_and_points()
    {
        Assert.Equal(208, await application.CountAsync(
            "SELECT count(*) FROM release_members WHERE release_id = '2014-1'"));
        Assert.Equal(169, await application.CountAsync(
            "SELECT count(*) FROM release_members WHERE release_id = '2017-1'"));

        // Table 4.1: 158 answered the first objective.
        Assert.Equal(158, await application.CountAsync("""
            SELECT count(*) FROM release_members WHERE release_id = '2017-1' AND scores ? 'child-abuse-1'
            """));
        Assert.Equal(0, await application.CountAsync("""
            SELECT count(*) FROM release_members m
            JOIN accepted_responses a ON a.round = 2017 AND a.municipality = m.municipality
            JOIN scores s USING (response_id, revision)
            CROSS JOIN jsonb_array_elements(s.objectives) o
            WHERE m.release_id = '2017-1'
              AND m.scores -> (o ->> 'objective')
                  <> jsonb_build_array(o -> 'anchoring', o -> 'content', o -> 'reach')
            """));

        // Table 3.1: 18 and 3 in the two largest classes, which are one group.
        Assert.Equal(21, await application.CountAsync("""
            SELECT count(*) FROM release_members WHERE release_id = '2017-1' AND size_class = 'OVER_100K'
            """));
    }

    [Theory]
    [InlineData("release_members")]
    [InlineData("accepted_responses")]
    public async Task A_municipality_sees_its_own_rows_alone(string table)
    {
        var all = $"SELECT count(*) FROM {table}";

        Assert.Equal([0], await application.Database.NumbersAsync(all, ActingAs.Municipality("")));
        Assert.Equal([2], await application.Database.NumbersAsync(all, ActingAs.Municipality("GM0153")));
        Assert.Equal([208 + 169], await application.Database.NumbersAsync(all, ActingAs.Service));
    }

    [Theory]
    [InlineData("UPDATE release_members SET size_class = NULL")]
    [InlineData("DELETE FROM current_releases")]
    [InlineData("UPDATE errata SET text = 'anders'")]
    [InlineData("DELETE FROM corrected_cells")]
    public async Task What_was_released_or_corrected_cannot_be_changed_by_the_application(string sql)
    {
        await using var database = application.Database.Open();
        await using var command = database.CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
