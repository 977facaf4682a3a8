using System.Net;
using System.Net.Sockets;
using Monitor.Cli.Running;
using Monitor.Cli.Servers;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Cli.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task A_cluster_keeps_its_data_and_survives_a_pid_file_of_a_dead_run()
    {
        var folder = TemporaryServers.NextFolder("cluster");
        var settings = new PostgresSettings
        {
            DataFolder = Path.Combine(folder, "data"),
            Port = FreePorts.Take(1)[0],
            Password = "test",
            LogFile = Path.Combine(folder, "log"),
        };
        await using (var first = await PostgresServer.StartAsync(settings, CancellationToken.None))
        {
            await ExecuteAsync(first.ConnectionString, "CREATE TABLE kept (id int)");
        }

        // As a killed run leaves it, and its pid has become another program's: this one's.
        await File.WriteAllTextAsync(
            Path.Combine(settings.DataFolder, "postmaster.pid"),
            $"{Environment.ProcessId}\n{settings.DataFolder}\n0\n{settings.Port}\n\n127.0.0.1\n\nready\n");

        await using var second = await PostgresServer.StartAsync(settings, CancellationToken.None);
        await ExecuteAsync(second.ConnectionString, "INSERT INTO kept VALUES (1)");
    }

    [Fact]
    public async Task A_server_left_by_an_interrupted_run_is_stopped_and_started_anew()
    {
        var folder = TemporaryServers.NextFolder("cluster");
        var settings = new PostgresSettings
        {
            DataFolder = Path.Combine(folder, "data"),
            Port = FreePorts.Take(1)[0],
            Password = "test",
            LogFile = Path.Combine(folder, "log"),
            IsDurable = false,
        };
        await using var left = await PostgresServer.StartAsync(settings, CancellationToken.None);

        await using var next = await PostgresServer.StartAsync(settings, CancellationToken.None);

        Assert.False(left.Process.Id.IsRunning);
        await ExecuteAsync(next.ConnectionString, "SELECT 1");
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why()
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var folder = TemporaryServers.NextFolder("redis");
        var settings = new RedisSettings
        {
            Folder = folder,
            Port = ((IPEndPoint)busy.LocalEndpoint).Port,
            LogFile = Path.Combine(folder, "log"),
            Purpose = RedisPurpose.Cache,
        };

        var mistake = await Assert.ThrowsAsync<CliException>(
            () => RedisServer.StartAsync(settings, CancellationToken.None));

        Assert.Contains("Address already in use", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_keeps_what_it_was_given_and_asks_for_its_password()
    {
        var folder = TemporaryServers.NextFolder("redis");
        var settings = new RedisSettings
        {
            Folder = folder,
            Port = FreePorts.Take(1)[0],
            Password = "secret",
            LogFile = Path.Combine(folder, "log"),
            Purpose = RedisPurpose.Broker,
        };
        await using (await RedisServer.StartAsync(settings, CancellationToken.None))
        {
            Assert.Equal("+OK", await AskAsync(settings.Port, "AUTH secret\r\nSET kept 1\r\n"));
            Assert.False(await RedisServer.AnswersAsync(settings.Port, null, CancellationToken.None));
            Assert.False(await RedisServer.AnswersAsync(settings.Port, "wrong", CancellationToken.None));
        }

        await using var again = await RedisServer.StartAsync(settings, CancellationToken.None);
        Assert.Equal("1", await AskAsync(settings.Port, "AUTH secret\r\nGET kept\r\n"));
    }

    [Fact]
    public async Task A_services_roles_reach_its_own_database_only()
    {
        var scoring = await TestPostgres.CreateDatabaseAsync("scoring");
        var community = await TestPostgres.CreateDatabaseAsync("community");

        await ExecuteAsync(scoring.OwnerConnectionString, "CREATE TABLE own (id int)");
        await ExecuteAsync(scoring.AppConnectionString, "SELECT 1");
        var foreign = new NpgsqlConnectionStringBuilder(scoring.AppConnectionString) { Database = community.Name };
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => ExecuteAsync(foreign.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        refused = await Assert.ThrowsAsync<PostgresException>(
            () => ExecuteAsync(scoring.AppConnectionString, "CREATE TABLE mine (id int)"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public void A_taken_port_is_not_free()
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        Assert.False(FreePorts.IsFree(((IPEndPoint)busy.LocalEndpoint).Port));
        Assert.All(FreePorts.Take(3), port => Assert.True(FreePorts.IsFree(port)));
    }

    [Fact]
    public async Task A_private_file_is_private_and_replaced_whole()
    {
        using var home = new TemporaryHome();
        var file = Path.Combine(home.Workplace.Home, "secret");
        await PrivateFile.WriteAsync(file, "one", CancellationToken.None);
        await PrivateFile.WriteAsync(file, "two", CancellationToken.None);

        Assert.Equal("two", await File.ReadAllTextAsync(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Secrets_are_made_once()
    {
        using var home = new TemporaryHome();
        var first = await Secrets.OpenAsync(home.Workplace, CancellationToken.None);
        var second = await Secrets.OpenAsync(home.Workplace, CancellationToken.None);

        Assert.Equal(first.Roles, second.Roles);
        Assert.Equal(8, first.Roles.Values.Distinct().Count());   // two roles for each of four services
        Assert.NotEqual(first.DaprApiToken, first.AppApiToken);
    }

    // Gives the last line that Redis answered: of a bulk string its text.
    private static async Task<string?> AskAsync(int port, string commands)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(commands));
        using var reader = new StreamReader(stream);
        Assert.Equal("+OK", await reader.ReadLineAsync());
        var answer = await reader.ReadLineAsync();
        return answer is ['$', ..] ? await reader.ReadLineAsync() : answer;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Fixed texts of these tests.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
