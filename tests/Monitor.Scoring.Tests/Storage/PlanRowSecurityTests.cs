using Monitor.Hosting;
using Npgsql;

namespace Monitor.Scoring.Tests.Storage;

/// <summary>
/// The second wall around marks and plans: what the database holds when the checks above it are forgotten.
/// </summary>
public sealed class PlanRowSecurityTests(ScoringApplication application)
    : IClassFixture<ScoringApplication>, IAsyncLifetime
{
    private const string OthersPlan = "00000000-0000-0000-0000-000000000061";

    public static TheoryData<string> Tables =>
        ["measure_marks", "measure_mark_changes", "plans", "goals", "plan_changes"];

    public async ValueTask InitializeAsync()
    {
        foreach (var municipality in (string[])["GM0060", "GM0061"])
        {
            await RunAsync(ActingAs.Municipality(municipality), $"""
                INSERT INTO measure_marks VALUES ('{municipality}', 'q', 'o', 'DONE', NULL, now(), 'x')
                ON CONFLICT DO NOTHING;
                INSERT INTO measure_mark_changes (municipality, question, option, changed_at, changed_by)
                VALUES ('{municipality}', 'q', 'o', now(), 'x');
                WITH plan AS (
                    INSERT INTO plans VALUES ('00000000-0000-0000-0000-0000000000{municipality[4..]}',
                                              '{municipality}', 2018, 'Plan', 2018, 2021, '',
                                              'CLOSED', 1, now(), now())
                    ON CONFLICT DO NOTHING RETURNING id),
                goal AS (
                    INSERT INTO goals SELECT gen_random_uuid(), id, '{municipality}', 1, 'o', 50, NULL, NULL, NULL,
                        '2020-01-01', 'OTHER', 'OPEN', '', '[]', 1, NULL, now() FROM plan RETURNING id, plan_id)
                INSERT INTO plan_changes (plan_id, goal_id, municipality, changed_at, changed_by, action, changes)
                SELECT plan_id, id, '{municipality}', now(), 'x', 'GOAL_ADDED', '[]' FROM goal;
                """);
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_municipality_sees_its_own_rows_and_no_others(string table)
    {
        Assert.True((await CountAsync(table, ActingAs.Municipality("GM0060")))[0] > 0);
        Assert.Equal(
            [0], await CountAsync($"{table} WHERE municipality <> 'GM0060'", ActingAs.Municipality("GM0060")));
        Assert.Equal([0], await CountAsync(table, ActingAs.Municipality("GM0062")));
        Assert.Equal([0], await CountAsync(table, ActingAs.Municipality("")));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_connection_that_says_nothing_sees_nothing(string table)
    {
        await using var silent = application.Database.Open();
#pragma warning disable CA2100 // The tables are named above.
        await using var command = silent.CreateCommand($"SELECT count(*) FROM {table}");
#pragma warning restore CA2100
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("UPDATE plans SET title = 'Ander plan' WHERE municipality = 'GM0061'")]
    [InlineData("UPDATE goals SET notes = 'x' WHERE municipality = 'GM0061'")]
    [InlineData("DELETE FROM measure_marks WHERE municipality = 'GM0061'")]
    public async Task Anothers_rows_cannot_be_changed(string sql) =>
        Assert.Equal(0, await RunAsync(ActingAs.Municipality("GM0060"), sql));

    [Fact]
    public async Task Rows_cannot_be_written_for_another_nor_put_into_anothers_plan()
    {
        var forAnother = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(
            ActingAs.Municipality("GM0060"),
            "INSERT INTO measure_marks VALUES ('GM0061', 'q', 'p', 'DONE', NULL, now(), 'x')"));
        var intoAnothers = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(
            ActingAs.Municipality("GM0060"), $"""
            INSERT INTO goals VALUES (gen_random_uuid(), '{OthersPlan}', 'GM0060', 1, 'o', 50, NULL, NULL, NULL,
                                      '2020-01-01', 'OTHER', 'OPEN', '', '[]', 1, NULL, now())
            """));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, forAnother.SqlState);
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, intoAnothers.SqlState);
    }

    [Theory]
    [InlineData("UPDATE measure_mark_changes SET changed_by = 'iemand anders'")]
    [InlineData("DELETE FROM measure_mark_changes")]
    [InlineData("UPDATE plan_changes SET changes = '[]'")]
    [InlineData("DELETE FROM plan_changes")]
    [InlineData("DELETE FROM plans")]
    [InlineData("DELETE FROM goals")]
    [InlineData("UPDATE measure_texts SET body = 'Een andere tekst'")]
    public async Task What_was_recorded_cannot_be_changed_even_by_the_service(string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(ActingAs.Service, sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<IReadOnlyList<long>> CountAsync(string from, ActingAs acting) =>
        application.Database.NumbersAsync($"SELECT count(*) FROM {from}", acting);

    private async Task<int> RunAsync(ActingAs acting, string sql)
    {
        await using var database = application.Database.Open();
        await using var transaction = await acting.BeginAsync(database, CancellationToken.None);
#pragma warning disable CA2100 // The test's own text.
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction.Transaction);
#pragma warning restore CA2100
        var changed = await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync(CancellationToken.None);
        return changed;
    }
}
