using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Testing;

namespace Monitor.Hosting.Tests;

public sealed class ProcessTests
{
    private static readonly FakeAssembly NoMigrations = new();

    [Fact]
    public async Task A_process_is_ready_once_its_database_is_migrated_and_answers()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        await using var app = await TestApp.StartAsync(
            database.Settings, add: builder => builder.AddPostgres("scoring", NoMigrations));

        var ready = await app.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));

        Assert.Equal("""{"status":"Healthy","checks":{"postgres":"Healthy"}}""", ready);
        Assert.Equal(
            """{"status":"Healthy","checks":{}}""",
            await app.Client.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
    }

    [Fact]
    public async Task A_database_that_is_gone_makes_a_process_unready_but_not_dead()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        await using var app = await TestApp.StartAsync(
            database.Settings, add: builder => builder.AddPostgres("scoring", NoMigrations));
        await using (var superuser = Npgsql.NpgsqlDataSource.Create(await TestPostgres.ConnectionStringAsync()))
        {
#pragma warning disable CA2100 // The name is made by TestPostgres.
            await using var drop = superuser.CreateCommand($"DROP DATABASE \"{database.Name}\" WITH (FORCE)");
#pragma warning restore CA2100
            await drop.ExecuteNonQueryAsync();
        }

        var ready = await app.Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var live = await app.Client.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    [Fact]
    public async Task A_process_without_a_connection_string_does_not_start()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => TestApp.StartAsync(
            [], add: builder => builder.AddPostgres("scoring", NoMigrations)));
        Assert.Contains("ConnectionStrings:Postgres is missing", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Limits:BodyBytes", "12")]
    [InlineData("Limits:RequestTimeout", "01:00:00")]
    [InlineData("Postgres:MaximumPoolSize", "0")]
    [InlineData("Authentication:ClockSkew", "00:05:00")]
    public async Task A_setting_out_of_range_stops_the_start_and_is_named(string setting, string value)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => TestApp.StartAsync(
            [new(setting, value), new("ConnectionStrings:Postgres", "Host=127.0.0.1")],
            add: builder => builder.AddPostgres("scoring", NoMigrations)));
        Assert.Contains(setting.Split(':')[1], failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeding_migrates_first_and_runs_every_seeder_with_the_full_path()
    {
        var database = await TestPostgres.CreateDatabaseAsync("scoring");
        var seeder = new NotingSeeder();
        var app = TestApp.Build(database.Settings, add: builder =>
        {
            builder.AddPostgres("scoring", NoMigrations);
            builder.Services.AddSingleton<ISeeder>(seeder);
        });

        Assert.True(await app.RunCommandAsync(["seed", "."]));
        Assert.Equal(Path.GetFullPath("."), seeder.Folder);
    }

    [Fact]
    public async Task A_command_of_the_services_own_gets_what_follows_its_name()
    {
        var command = new NotingCommand();
        var app = TestApp.Build([], add: builder => builder.Services.AddSingleton<IServiceCommand>(command));

        Assert.True(await app.RunCommandAsync(["note", "--this", "that"]));
        Assert.Equal(["--this", "that"], command.Arguments);
    }

    [Fact]
    public async Task Other_arguments_are_no_command()
    {
        await using var app = TestApp.Build([]);
        Assert.False(await app.RunCommandAsync([]));
        Assert.False(await app.RunCommandAsync(["--urls=http://127.0.0.1:1"]));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        await using var app = await TestApp.StartAsync(
            [new("Limits:BodyBytes", "1024")],
            map: routes => routes.MapPost("/", async (HttpContext http) =>
                await new StreamReader(http.Request.Body).ReadToEndAsync()));
        using var body = new StringContent(new string('x', 1025), Encoding.UTF8, "text/plain");
        var answer = await app.Client.PostAsync(new Uri("/", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_ends_with_a_code()
    {
        await using var app = await TestApp.StartAsync(
            [new("Limits:RequestTimeout", "00:00:01")],
            map: routes => routes.MapGet("/", (HttpContext http) =>
                Task.Delay(TimeSpan.FromMinutes(1), http.RequestAborted)));
        var answer = await app.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Contains("\"code\":\"TIMEOUT\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_entry_is_one_line_of_json()
    {
        using var writer = new StringWriter();
        var entry = new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(
            LogLevel.Warning, "Monitor.Test", new EventId(7),
            [new("ResponseId", 12), new("{OriginalFormat}", "Response {ResponseId} not scored")],
            new InvalidOperationException("two\nlines"), (_, _) => "Response 12\nnot scored");

        new JsonLineFormatter(TimeProvider.System).Write(entry, null, writer);

        var line = writer.ToString();
        Assert.Equal(1, line.Count(character => character == '\n'));
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal("Warning", json.GetProperty("level").GetString());
        Assert.Equal("Response 12\nnot scored", json.GetProperty("message").GetString());
        Assert.Equal("12", json.GetProperty("values").GetProperty("ResponseId").GetString());
        Assert.Contains("two\nlines", json.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    private sealed class NotingCommand : IServiceCommand
    {
        public string Name => "note";

        public IReadOnlyList<string> Arguments { get; private set; } = [];

        public Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
        {
            Arguments = arguments;
            return Task.CompletedTask;
        }
    }

    private sealed class NotingSeeder : ISeeder
    {
        public string? Folder { get; private set; }

        public Task SeedAsync(string folder, CancellationToken cancellationToken)
        {
            Folder = folder;
            return Task.CompletedTask;
        }
    }
}
