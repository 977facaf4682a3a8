using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Community.Tests.Storage;

/// <summary>
/// A database that was in use before there were topics: its tips, useful marks and keys of mutations are all there
/// after it is migrated, under their own ids.
/// </summary>
public sealed class TipMigrationTests : IAsyncLifetime
{
    private const int BeforeTopics = 19;   // 0020 moves tips into topics

    private const string Named = "00000000-0000-0000-0000-000000000001";
    private const string Anonymous = "00000000-0000-0000-0000-000000000002";
    private const string Seeded = "00000000-0000-0000-0000-000000000003";
    private const string Pseudonym = "0123456789abcdef0123456789abcdef";

    private TestDatabase test = null!;
    private NpgsqlDataSource database = null!;

    public async ValueTask InitializeAsync()
    {
        test = await TestPostgres.CreateDatabaseAsync(CommunityService.Name);
        database = test.Open();
        await MigrateAsync(new EarlierMigrations(BeforeTopics));
        await FillAsync();
        await MigrateAsync(typeof(CommunityService).Assembly);
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Every_tip_is_a_topic_with_its_id_text_place_moment_and_how_it_is_shown() =>
        Assert.Equal(
            [
                $"{Named} TIP objective-child-abuse-2 child-abuse-2 Bellen|Wij bellen *binnen* een dag. GM0344 "
                + "FROM_100K_TO_250K MUNICIPALITY 2017-03-01 09:30 f",
                $"{Anonymous} TIP objective-child-abuse-3 child-abuse-3 Eén gezin|Regel 1\nRegel 2 – \"zo\" GM0999 "
                + "? ANONYMOUS 2017-04-01 00:00 f",
                $"{Seeded} TIP objective-child-abuse-2 child-abuse-2 {new string('t', 120)}|{new string('x', 4000)} "
                + "? ? MUNICIPALITY 2017-05-01 00:00 t",
            ],
            await TextsAsync("""
                SELECT concat_ws(' ', id, kind, category_id, objective_id, title || '|' || text,
                    coalesce(municipality_code, '?'), coalesce(size_class, '?'), shown_as,
                    to_char(posted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), is_demonstration)
                FROM topics ORDER BY id
                """));

    [Fact]
    public async Task Whoever_posted_is_known_by_the_pseudonym_or_by_a_digest_of_what_the_token_said() =>
        Assert.Equal(
            [
                $"{Named} {Guid.Parse(Pseudonym)}",
                $"{Anonymous} {Digest("officer@gm0999")}",
                $"{Seeded} {Digest("seed")}",
            ],
            await TextsAsync("SELECT concat_ws(' ', id, author) FROM topics ORDER BY id"));

    [Fact]
    public async Task Useful_marks_stay_with_their_moments_and_are_counted_once_a_person()
    {
        Assert.Equal(
            [
                $"{Named} {Digest("anna")} 2017-03-02",
                $"{Named} {Digest("bram")} 2017-03-03",
                $"{Named} {Guid.Parse(Pseudonym)} 2017-03-04",
                $"{Anonymous} {Digest("anna")} 2017-04-02",
            ],
            await TextsAsync("""
                SELECT concat_ws(' ', contribution_id, member, to_char(marked_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'))
                FROM useful_marks ORDER BY contribution_id, marked_at
                """));
        Assert.Equal(["3", "1", "0"], await TextsAsync("SELECT useful_count::text FROM topics ORDER BY id"));
    }

    [Fact]
    public async Task Categories_and_counts_stand_for_every_tip_that_is_out() =>
        Assert.Equal(
            ["objective-child-abuse-2 TIP 2", "objective-child-abuse-3 TIP 1"],
            await TextsAsync("""
                SELECT concat_ws(' ', c.id, k.kind, k.topics)
                FROM categories c JOIN topic_counts k ON k.category_id = c.id
                WHERE k.topics > 0 ORDER BY 1
                """));

    [Fact]
    public async Task Keys_of_mutations_that_were_sent_still_say_what_was_answered() =>
        Assert.Equal(
            ["officer@gm0344 key-1 postTip hash-1 {\"id\": \"" + Named + "\"}", "anna key-2 markUseful hash-2 true"],
            await TextsAsync("""
                SELECT concat_ws(' ', subject, key, field, payload_hash, result) FROM idempotency_keys ORDER BY key
                """));

    [Fact]
    public async Task What_tips_were_kept_in_is_gone() =>
        Assert.Equal(
            ["0"],
            await TextsAsync("""
                SELECT count(*)::text FROM pg_class
                WHERE relname IN ('tips', 'useful_marks_of_tips', 'tips_by_objective', 'tips_by_time')
                """));

    [Fact]
    public async Task The_service_answers_with_them_and_they_are_found()
    {
        using var issuer = new TestIssuer();
        await using var factory = new Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactory<CommunityOptions>()
            .WithWebHostBuilder(host => host.UseTestSettings(test, issuer));
        using var client = factory.CreateClient();

        var answer = await client.AskAsync(
            $$"""
            { communityTopic(id: "{{Named}}") { title text useful author { label } }
              search(query: "bellen") { edges { cursor } } }
            """,
            null, issuer.Token("GM0344", "officer"));

        Assert.Empty(answer.Codes);
        Assert.Equal("Bellen", answer.Data["communityTopic"]!["title"]!.GetValue<string>());
        Assert.Equal("Wij bellen *binnen* een dag.", answer.Data["communityTopic"]!["text"]!.GetValue<string>());
        Assert.Equal(3, answer.Data["communityTopic"]!["useful"]!.GetValue<int>());
        Assert.Single(answer.Data["search"]!["edges"]!.AsArray());
    }

    /// <summary>As the service of then wrote: tips, marks and keys by whatever the token called its bearer.</summary>
    private Task FillAsync() => ExecuteAsync($"""
        INSERT INTO municipalities (code, name, size_class, inhabitants, is_current)
        VALUES ('GM0344', 'Utrecht', 'FROM_100K_TO_250K', 200000, true);
        INSERT INTO objectives (id) VALUES ('child-abuse-2'), ('child-abuse-3'), ('child-abuse-9');
        INSERT INTO tips (id, objective_id, title, text, posted_at, posted_by, municipality_code, is_anonymous,
                          is_demonstration)
        VALUES
            ('{Named}', 'child-abuse-2', 'Bellen', 'Wij bellen *binnen* een dag.', '2017-03-01 09:30Z', '{Pseudonym}',
             'GM0344', false, false),
            ('{Anonymous}', 'child-abuse-3', 'Eén gezin', E'Regel 1\nRegel 2 – "zo"', '2017-04-01Z',
             'officer@gm0999', 'GM0999', true, false),
            ('{Seeded}', 'child-abuse-2', repeat('t', 120), repeat('x', 4000), '2017-05-01Z', 'seed', NULL, false,
             true);
        INSERT INTO useful_marks (tip_id, subject, marked_at)
        VALUES ('{Named}', 'anna', '2017-03-02Z'), ('{Named}', 'bram', '2017-03-03Z'),
               ('{Named}', '{Pseudonym}', '2017-03-04Z'), ('{Anonymous}', 'anna', '2017-04-02Z');
        INSERT INTO idempotency_keys (subject, key, field, payload_hash, result, created_at)
        VALUES ('officer@gm0344', 'key-1', 'postTip', 'hash-1', jsonb_build_object('id', '{Named}'), now()),
               ('anna', 'key-2', 'markUseful', 'hash-2', 'true', now())
        """);

    private async Task MigrateAsync(Assembly migrations)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(test.Settings);
        builder.AddPostgres(CommunityService.Name, migrations);
        builder.AddDapr();
        using var host = builder.Build();
        await host.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
    }

    private async Task ExecuteAsync(string sql)
    {
#pragma warning disable CA2100 // The test's own text.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private Task<List<string>> TextsAsync(string sql) => ActingAs.Service.ReadAsync(
        database, new NpgsqlBatchCommand(sql), row => row.GetString(0), CancellationToken.None);

    /// <summary>MD5 as PostgreSQL makes a uuid of it.</summary>
#pragma warning disable CA5351 // No secret: what the migration stands a name of then in for.
    private static Guid Digest(string subject) =>
        Guid.Parse(Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(subject))));
#pragma warning restore CA5351
}
