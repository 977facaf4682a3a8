using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Hosting.Tests;

public sealed class MigrationTests
{
    private static readonly MigrationSet Hosting = new(typeof(Migrator).Assembly, "hosting", IsOfService: false);

    [Fact]
    public async Task Migrations_run_once_in_the_order_of_their_numbers_platform_first()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        var service = new FakeAssembly(
            ("0002_second", "INSERT INTO steps (name) VALUES ('second')"),
            ("0010_third", "INSERT INTO steps (name) VALUES ('third')"),
            ("0001_first", "CREATE TABLE steps (id int GENERATED ALWAYS AS IDENTITY, name text)"));

        await MigrateAsync(database, Hosting, Own(service));
        await MigrateAsync(database, Hosting, Own(service));

        Assert.Equal(
            [
                "hosting/1 idempotency", "hosting/2 row_security", "hosting/3 members", "hosting/4 acts",
                "scoring/1 first", "scoring/2 second", "scoring/10 third",
            ],
            await AppliedAsync(database));
        Assert.Equal(["second", "third"], await ReadAsync(database, "SELECT name FROM steps ORDER BY id"));
    }

    [Fact]
    public async Task A_changed_migration_stops_the_start_and_changes_nothing()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        await MigrateAsync(database, Own(new FakeAssembly(("0001_first", "CREATE TABLE steps (id int)"))));

        var failure = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database, Own(new FakeAssembly(
            ("0001_first", "CREATE TABLE steps (id bigint)"), ("0002_second", "CREATE TABLE more (id int)")))));

        Assert.Contains("scoring/0001_first was changed", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["scoring/1 first"], await AppliedAsync(database));
    }

    [Fact]
    public async Task Line_ends_of_another_system_are_no_change()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        await MigrateAsync(database, Own(new FakeAssembly(("0001_first", "CREATE TABLE\nsteps (id int)"))));
        await MigrateAsync(database, Own(new FakeAssembly(("0001_first", "CREATE TABLE\r\nsteps (id int)"))));
    }

    [Fact]
    public async Task A_number_below_an_applied_one_stops_the_start()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        await MigrateAsync(database, Own(new FakeAssembly(("0002_second", "CREATE TABLE steps (id int)"))));

        var failure = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database, Own(new FakeAssembly(
            ("0001_first", "CREATE TABLE early (id int)"), ("0002_second", "CREATE TABLE steps (id int)")))));

        Assert.Contains("Give it the next number", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_migration_leaves_nothing_of_itself()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        await Assert.ThrowsAsync<PostgresException>(() => MigrateAsync(database, Own(new FakeAssembly(
            ("0001_first", "CREATE TABLE steps (id int)"),
            ("0002_second", "CREATE TABLE more (id int); SELECT 1 / 0")))));

        Assert.Equal(["scoring/1 first"], await AppliedAsync(database));
        Assert.Equal(["false"], await ReadAsync(database, "SELECT (to_regclass('more') IS NOT NULL)::text"));
    }

    [Fact]
    public async Task Several_replicas_may_start_at_once()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        var service = new FakeAssembly(
            ("0001_first", "CREATE TABLE steps (id int); SELECT pg_sleep(0.2)"),
            ("0002_second", "INSERT INTO steps VALUES (1)"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync(database, Hosting, Own(service))));

        Assert.Equal(["1"], await ReadAsync(database, "SELECT count(*)::text FROM steps"));
    }

    [Fact]
    public async Task Without_the_owner_a_missing_migration_stops_the_start_and_an_applied_one_does_not()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        var first = new FakeAssembly(("0001_first", "CREATE TABLE steps (id int)"));
        await MigrateAsync(database, Own(first));
        await MigrateAsync(database with { OwnerConnectionString = "" }, Own(first));

        var failure = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(
            database with { OwnerConnectionString = "" },
            Own(new FakeAssembly(
                ("0001_first", "CREATE TABLE steps (id int)"), ("0002_second", "CREATE TABLE more (id int)")))));

        Assert.Contains("scoring/0002 is not applied", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1_first", "not named NNNN_name.sql")]
    [InlineData("0001-first", "not named NNNN_name.sql")]
    public void A_misnamed_file_stops_the_start(string name, string because)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Own(new FakeAssembly((name, ""))).Read());
        Assert.Contains(because, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_of_one_number_stop_the_start()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => Own(new FakeAssembly(("0001_first", ""), ("0001_other", ""))).Read());
        Assert.Contains("0001 twice", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_application_role_may_use_but_not_change_tables()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        await MigrateAsync(database, Hosting);
        await using var app = database.Open();

        await using var count = app.CreateCommand("SELECT count(*) FROM idempotency_keys");
        Assert.Equal(0L, await count.ExecuteScalarAsync());
        await using var drop = app.CreateCommand("DROP TABLE idempotency_keys");
        var failure = await Assert.ThrowsAsync<PostgresException>(() => drop.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, failure.SqlState);
    }

    private static MigrationSet Own(FakeAssembly assembly) => new(assembly, "scoring", IsOfService: true);

    private static async Task MigrateAsync(TestDatabase database, params MigrationSet[] sets)
    {
        await using var source = NpgsqlDataSource.Create(database.AppConnectionString);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ConnectionStrings:PostgresOwner", database.OwnerConnectionString),
        ]).Build();
        var migrator = new Migrator(
            "scoring", sets, source, settings, Options.Create(new PostgresOptions()), TimeProvider.System,
            NullLogger<Migrator>.Instance);
        await migrator.RunAsync(TestContext.Current.CancellationToken);
        Assert.True(migrator.IsDone);
    }

    private static Task<List<string>> AppliedAsync(TestDatabase database) => ReadAsync(
        database, "SELECT set || '/' || number || ' ' || name FROM schema_migrations ORDER BY applied_at, number");

    private static async Task<List<string>> ReadAsync(TestDatabase database, string query)
    {
        await using var owner = database.OpenAsOwner();
#pragma warning disable CA2100 // Fixed texts of these tests.
        await using var command = owner.CreateCommand(query);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
