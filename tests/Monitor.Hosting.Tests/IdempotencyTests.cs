using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Hosting.Tests;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private static readonly Idempotency.Call Call = new("jan", "key-1", "postTip#1", "hash-1");
    private readonly MovableClock _clock = new();
    private Idempotency _idempotency = null!;
    private NpgsqlDataSource _database = null!;

    public async ValueTask InitializeAsync()
    {
        _idempotency = new Idempotency(_clock);
        var database = await TestPostgres.CreateDatabaseAsync("community");
        await using (var app = TestApp.Build(database.Settings, add: builder =>
            builder.AddPostgres("community", new FakeAssembly(
                ("0001_tips", "CREATE TABLE tips (id int GENERATED ALWAYS AS IDENTITY); "
                    + "GRANT SELECT, INSERT ON tips TO community_app")))))
        {
            Assert.True(await app.RunCommandAsync(["migrate"]));
            Assert.Equal(0, Environment.ExitCode);
        }

        _database = database.Open();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_changes_nothing()
    {
        Assert.Equal(1, await PostAsync(Call));
        Assert.Equal(1, await PostAsync(Call));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Ten_calls_at_once_with_one_key_take_effect_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(Call, pause: true)));
        Assert.Equal(Enumerable.Repeat(1, 10), answers);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Another_payload_with_the_same_key_is_refused()
    {
        await PostAsync(Call);
        var refused = await Assert.ThrowsAsync<ClientException>(() => PostAsync(Call with { PayloadHash = "hash-2" }));
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", refused.Code);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task The_same_key_of_another_caller_or_mutation_is_another_key()
    {
        Assert.Equal(1, await PostAsync(Call));
        Assert.Equal(2, await PostAsync(Call with { Subject = "els" }));
        Assert.Equal(3, await PostAsync(Call with { Field = "postTip#2" }));
    }

    [Fact]
    public async Task Without_a_key_each_call_takes_effect()
    {
        Assert.Equal(1, await PostAsync(null));
        Assert.Equal(2, await PostAsync(null));
    }

    [Fact]
    public async Task Work_that_failed_may_be_tried_again_with_its_key()
    {
        await using var connection = await _database.OpenConnectionAsync();
        await Assert.ThrowsAsync<ClientException>(() => _idempotency.RunAsync<int>(
            Call, connection, _ => throw new ClientException("ROUND_CLOSED", "Closed."), CancellationToken.None));
        Assert.Equal(1, await PostAsync(Call));
    }

    [Fact]
    public async Task A_key_is_kept_for_a_day()
    {
        Assert.Equal(1, await PostAsync(Call));
        _clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await PostAsync(Call));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await PostAsync(Call));
    }

    [Fact]
    public async Task Old_keys_are_swept_by_new_ones()
    {
        await PostAsync(Call);
        _clock.Advance(TimeSpan.FromHours(25));
        await PostAsync(Call with { Key = "key-2" });

        await using var command = _database.CreateCommand("SELECT string_agg(key, ',') FROM idempotency_keys");
        Assert.Equal("key-2", await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("key-1", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("with space", HttpStatusCode.BadRequest)]
    public async Task The_header_is_read_before_the_body_and_leaves_the_body_whole(string key, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync([], map: routes => routes.MapPost("/", (Delegate)EchoAsync));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative))
        {
            Content = new StringContent("abc", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        var answer = await app.Client.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        if (status == HttpStatusCode.OK)
        {
            // SHA-256 of "abc": FIPS 180-4, the first example.
            Assert.Equal(
                "key-1 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad abc",
                await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task<string> EchoAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var noted = IdempotencyKey.Of(http)!;
        return $"{noted.Key} {noted.PayloadHash} {await reader.ReadToEndAsync()}";
    }

    private async Task<int> PostAsync(Idempotency.Call? call, bool pause = false)
    {
        await using var connection = await _database.OpenConnectionAsync();
        return await _idempotency.RunAsync(
            call,
            connection,
            async transaction =>
            {
                await using var insert = new NpgsqlCommand(
                    "INSERT INTO tips DEFAULT VALUES RETURNING id", connection, transaction);
                var id = (int)(await insert.ExecuteScalarAsync())!;
                if (pause)
                {
                    await Task.Delay(50);   // long enough for the others to arrive
                }

                return id;
            },
            CancellationToken.None);
    }

    private async Task<long> CountAsync()
    {
        await using var command = _database.CreateCommand("SELECT count(*) FROM tips");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed class MovableClock : TimeProvider
    {
        private DateTimeOffset _now = new(2018, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan by) => _now += by;
    }
}
