using Monitor.Hosting;
using Npgsql;

namespace Monitor.Questionnaire.Tests.Storage;

/// <summary>The second wall: what the database holds when the checks above it are forgotten.</summary>
public sealed class RowSecurityTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>
{
    private static readonly string[] Tables = ["responses", "answers", "submissions", "response_changes"];

    [Fact]
    public async Task A_connection_that_says_nothing_sees_no_response()
    {
        foreach (var table in Tables)
        {
            Assert.Equal(0, await CountAsync(table, null));
        }
    }

    [Fact]
    public async Task A_municipality_sees_its_own_rows_and_no_others()
    {
        foreach (var table in Tables)
        {
            Assert.True(await CountAsync(table, "GM0153") > 0);
            Assert.Equal(0, await CountAsync(table, "GM0153", "municipality_code <> 'GM0153'"));
        }
    }

    [Fact]
    public async Task The_empty_municipality_sees_nothing() => Assert.Equal(0, await CountAsync("responses", ""));

    [Fact]
    public async Task Another_municipalitys_rows_cannot_be_changed_or_removed()
    {
        await using var acting = await ActingAs.Municipality("GM0153").BeginAsync(
            seeded.Database.Source, CancellationToken.None);

        Assert.Equal(0, await RunAsync(acting, "UPDATE responses SET revision=9 WHERE municipality_code <> 'GM0153'"));
        Assert.Equal(0, await RunAsync(acting, "DELETE FROM answers WHERE municipality_code <> 'GM0153'"));
    }

    [Fact]
    public async Task Rows_cannot_be_written_for_another_municipality()
    {
        await using var acting = await ActingAs.Municipality("GM0153").BeginAsync(
            seeded.Database.Source, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(acting, """
            INSERT INTO responses (id, municipality_code, round_year, questionnaire_id, status, revision, generated)
            VALUES (gen_random_uuid(), 'GM0363', 2018, 'child-abuse-2017', 'DRAFT', 1, false)
            """));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task Remarks_are_the_municipalitys_own()
    {
        await using var acting = await ActingAs.Municipality("GM0153").BeginAsync(
            seeded.Database.Source, CancellationToken.None);
        const string add = """
            INSERT INTO remarks (id, response_id, municipality_code, question, text, revision, written_at, written_by)
            SELECT gen_random_uuid(), id, 'GM0153', 'child-abuse-1.policy', 'Navragen', 1, now(), 'jan' FROM responses
            WHERE round_year = 2017
            """;
        Assert.Equal(1, await RunAsync(acting, add));
        await acting.CommitAsync(CancellationToken.None);

        Assert.Equal(1, await CountAsync("remarks", "GM0153"));
        Assert.Equal(0, await CountAsync("remarks", "GM0363"));
        Assert.Equal(0, await CountAsync("remarks", null));
        await using var other = await ActingAs.Municipality("GM0363").BeginAsync(
            seeded.Database.Source, CancellationToken.None);
        Assert.Equal(0, await RunAsync(other, "UPDATE remarks SET text = 'Anders'"));
        Assert.Equal(0, await RunAsync(other, "DELETE FROM remarks"));
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync(
            other, add.Replace("FROM responses", "FROM (SELECT gen_random_uuid() AS id, 2017 AS round_year) r",
                StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Codings_are_the_services_alone_and_submitted_texts_keep_the_rows_of_who_asks()
    {
        await using (var acting = await ActingAs.Service.BeginAsync(seeded.Database.Source, CancellationToken.None))
        {
            Assert.Equal(1, await RunAsync(acting, """
                INSERT INTO codings (response_id, question, digest, revision, codes, coded_at, coded_by)
                SELECT id, 'child-abuse-1.content-1', 'x', 1, '{y}', now(), 'jan' FROM responses
                WHERE municipality_code = 'GM0153' AND round_year = 2017
                """));
            await acting.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(0, await CountAsync("codings", "GM0153"));
        Assert.Equal(0, await CountAsync("codings", ""));
        Assert.Equal(0, await CountAsync("codings", null));
        Assert.Equal(0, await CountAsync("submitted_texts", null));
        Assert.Equal(0, await CountAsync("submitted_texts", "GM0153", "municipality_code <> 'GM0153'"));
    }

    [Theory]
    [InlineData("UPDATE codings SET codes = '{}'")]
    [InlineData("DELETE FROM codings")]
    [InlineData("DELETE FROM response_changes")]
    [InlineData("DELETE FROM measure_codes")]
    [InlineData("UPDATE submissions SET revision = 2")]
    [InlineData("DELETE FROM submissions")]
    [InlineData("UPDATE response_changes SET changed_by = 'iemand anders'")]
    [InlineData("DELETE FROM responses")]
    [InlineData("UPDATE questionnaires SET document = '{}'")]
    public async Task What_was_submitted_recorded_or_published_cannot_be_changed_even_by_the_service(string sql)
    {
        await using var acting = await ActingAs.Service.BeginAsync(
            seeded.Database.Source, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(acting, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task What_a_transaction_said_does_not_outlive_it_on_a_pooled_connection()
    {
        await using var one = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(seeded.Database.Test.AppConnectionString) { MaxPoolSize = 1 });
        await using (var acting = await ActingAs.Service.BeginAsync(one, CancellationToken.None))
        {
            await acting.CommitAsync(CancellationToken.None);
        }

        await using var command = one.CreateCommand("SELECT count(*) FROM responses");
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task The_owner_is_held_too()
    {
        await using var owner = seeded.Database.Test.OpenAsOwner();
        await using var command = owner.CreateCommand("SELECT count(*) FROM responses");

        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    private async Task<long> CountAsync(string table, string? municipality, string condition = "true")
    {
        var sql = $"SELECT count(*) FROM {table} WHERE {condition}";
        if (municipality is null)
        {
#pragma warning disable CA2100 // The tables are named above.
            await using var command = seeded.Database.Source.CreateCommand(sql);
#pragma warning restore CA2100
            return (long)(await command.ExecuteScalarAsync())!;
        }

        return (await seeded.Database.Test.NumbersAsync(sql, ActingAs.Municipality(municipality))).Single();
    }

    private static async Task<int> RunAsync(ActingTransaction acting, string sql)
    {
#pragma warning disable CA2100 // The test's own text.
        await using var command = new NpgsqlCommand(sql, acting.Connection, acting.Transaction);
#pragma warning restore CA2100
        return await command.ExecuteNonQueryAsync();
    }
}
