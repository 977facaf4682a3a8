using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Hosting.Tests;

/// <summary>What a client is told when PostgreSQL fails.</summary>
public sealed class PostgresFailureTests
{
    private readonly PostgresFailures _failures = new(NullLogger<PostgresFailures>.Instance);

    [Fact]
    public async Task A_text_that_PostgreSQL_cannot_hold_is_the_clients_fault()
    {
        var database = await TestPostgres.CreateDatabaseAsync("community");
        await using var source = database.Open();
        Assert.Equal("BAD_USER_INPUT", await CodeAsync(source, "a\0b"));
    }

    [Fact]
    public async Task A_database_that_is_away_is_named_as_such()
    {
        await using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Timeout=2");
        Assert.Equal("SUBGRAPH_UNAVAILABLE", await CodeAsync(source, "ab"));
    }

    [Fact]
    public async Task Any_other_failure_stays_ours()
    {
        var database = await TestPostgres.CreateDatabaseAsync("community");
        await using var source = database.Open();
        Assert.Null(await CodeAsync(source, "ab", "SELECT * FROM nothing WHERE name = $1"));
    }

    private async Task<string?> CodeAsync(NpgsqlDataSource source, string text, string sql = "SELECT $1 = 'x'")
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        var failure = await Assert.ThrowsAnyAsync<NpgsqlException>(() => command.ExecuteScalarAsync());
        return _failures.Explain(failure)?.Code;
    }
}
