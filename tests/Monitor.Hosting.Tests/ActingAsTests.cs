using Monitor.Testing;
using Npgsql;

namespace Monitor.Hosting.Tests;

public sealed class ActingAsTests : IAsyncLifetime
{
    private NpgsqlDataSource _database = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        await using (var app = TestApp.Build(database.Settings, add: builder =>
            builder.AddPostgres("scoring", new FakeAssembly(("0001_notes", """
                CREATE TABLE notes (municipality text);
                INSERT INTO notes VALUES ('GM0010'), ('GM0020');
                ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
                ALTER TABLE notes FORCE ROW LEVEL SECURITY;
                CREATE POLICY own_or_service ON notes USING (may_touch(municipality));
                GRANT SELECT, INSERT ON notes TO scoring_app
                """)))))
        {
            Assert.True(await app.RunCommandAsync(["migrate"]));
            Assert.Equal(0, Environment.ExitCode);
        }

        // One connection: what a transaction said would show in the next.
        _database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.AppConnectionString) { MaxPoolSize = 1 });
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_query_sees_the_rows_of_whom_it_acts_for()
    {
        Assert.Equal(["GM0010"], await ReadAsync(ActingAs.Municipality("GM0010")));
        Assert.Empty(await ReadAsync(ActingAs.Municipality("GM0030")));
        Assert.Empty(await ReadAsync(ActingAs.Municipality("")));
        Assert.Equal(["GM0010", "GM0020"], await ReadAsync(ActingAs.Service));
    }

    [Fact]
    public async Task What_was_said_ends_with_its_batch_or_transaction()
    {
        await ReadAsync(ActingAs.Service);
        Assert.Equal(0L, await CountAsync());

        await using (var acting = await ActingAs.Service.BeginAsync(_database, CancellationToken.None))
        {
            await acting.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(0L, await CountAsync());
    }

    [Fact]
    public async Task A_transaction_of_its_own_is_rolled_back_unless_committed()
    {
        await using (var acting = await ActingAs.Municipality("GM0010").BeginAsync(_database, CancellationToken.None))
        {
            await AddAsync(acting);
        }

        Assert.Equal(["GM0010"], await ReadAsync(ActingAs.Municipality("GM0010")));
    }

    [Fact]
    public async Task A_transaction_of_someone_else_stays_theirs_to_end()
    {
        await using (var connection = await _database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using (var acting = await ActingAs.Municipality("GM0010").WithinAsync(
                transaction, CancellationToken.None))
            {
                await AddAsync(acting);
            }

            await transaction.CommitAsync();
        }

        Assert.Equal(["GM0010", "GM0010"], await ReadAsync(ActingAs.Municipality("GM0010")));
    }

    private Task<List<string>> ReadAsync(ActingAs acting) => acting.ReadAsync(
        _database,
        new NpgsqlBatchCommand("SELECT municipality FROM notes ORDER BY municipality"),
        row => row.GetString(0),
        CancellationToken.None);

    private async Task<object?> CountAsync()
    {
        await using var command = _database.CreateCommand("SELECT count(*) FROM notes");
        return await command.ExecuteScalarAsync();
    }

    private static async Task AddAsync(ActingTransaction acting)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO notes VALUES ('GM0010')", acting.Connection, acting.Transaction);
        await command.ExecuteNonQueryAsync();
    }
}
