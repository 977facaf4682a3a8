using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Seeding;
using Monitor.Questionnaire.Storage;
using Monitor.Questionnaire.Tests.Questionnaires;
using Npgsql;

namespace Monitor.Questionnaire.Tests.Storage;

/// <summary>What is published stays as it is, and several replicas see the same.</summary>
public sealed class QuestionnaireStoreTests(EmptyDatabase empty) : IClassFixture<EmptyDatabase>
{
    private ServiceDatabase Database => empty.Database;

    [Theory]
    [InlineData("UPDATE questionnaires SET document = '{}'")]
    [InlineData("UPDATE questionnaires SET supersedes = NULL, published_at = now()")]
    [InlineData("DELETE FROM questionnaires")]
    [InlineData("TRUNCATE questionnaires CASCADE")]
    public async Task What_is_published_cannot_be_changed_even_by_the_owner_of_the_table(string sql)
    {
        await PublishAsync(Documents.Small("frozen"), ignoreTaken: true);
        await using var owner = Database.Test.OpenAsOwner();
#pragma warning disable CA2100 // The test's own text.
        await using var command = owner.CreateCommand(sql);
#pragma warning restore CA2100

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
    }

    [Theory]
    [InlineData("UPDATE questionnaires SET document = '{}'")]
    [InlineData("DELETE FROM questionnaires")]
    [InlineData("TRUNCATE questionnaires CASCADE")]
    [InlineData("UPDATE questionnaire_changes SET changed_by = 'iemand anders'")]
    [InlineData("DELETE FROM questionnaire_changes")]
    public async Task What_is_published_or_recorded_is_beyond_the_application(string sql)
    {
#pragma warning disable CA2100 // The test's own text.
        await using var command = Database.Source.CreateCommand(sql);
#pragma warning restore CA2100

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_replica_that_has_read_sees_what_another_publishes_afterwards()
    {
        var one = new QuestionnaireStore(Database.Source);
        var other = new QuestionnaireStore(Database.Source);
        await PublishAsync(OfOwn("replica-1", "Eerst?"));
        Assert.Empty(await other.FindAsync(["replica-2"], CancellationToken.None));
        Assert.Equal("Eerst?", (await LatestAsync(other)).Questions[0].Label);

        await PublishAsync(OfOwn("replica-2", "Daarna?").Set("/supersedes", "replica-1"));

        Assert.Equal("Daarna?", (await LatestAsync(other)).Questions[0].Label);
        var found = await other.FindAsync(["replica-1", "replica-2"], CancellationToken.None);
        Assert.Equal("Eerst?", found["replica-1"].Objectives[0].Questions[0].Label);
        Assert.Equal("replica-1", found["replica-2"].Objectives[0].Questions[0].Change!.Since);
        Assert.Null(found["replica-1"].Objectives[0].Questions[0].Change);
        Assert.Equal("replica-2", (await other.SupersededByAsync(["replica-1"], CancellationToken.None))["replica-1"]);

        // One that starts now reads them in one go, and says the same.
        var late = await one.FindAsync(["replica-2", "replica-1"], CancellationToken.None);
        Assert.Equal("replica-1", late["replica-2"].Objectives[0].Questions[0].Change!.Since);
    }

    [Fact]
    public async Task A_replica_sees_every_change_of_a_draft_and_then_the_published_one()
    {
        var published = new QuestionnaireStore(Database.Source);
        var drafts = new DraftStore(Database.Source, published);
        await InTransactionAsync(
            t => DraftStore.AddAsync(t, Read(OfOwn("draft-1", "A?")), "a", CancellationToken.None));
        Assert.Equal("A?", (await FoundAsync(drafts)).Objectives[0].Questions[0].Label);

        await InTransactionAsync(
            t => DraftStore.UpdateAsync(t, Read(OfOwn("draft-1", "B?")), "b", CancellationToken.None));

        var changed = await FoundAsync(drafts);
        Assert.Equal(("B?", 2, "b"),
            (changed.Objectives[0].Questions[0].Label, changed.Draft!.Revision, changed.Draft.ChangedBy));
        Assert.Empty(await published.FindAsync(["draft-1"], CancellationToken.None));

        await InTransactionAsync(async t =>
        {
            await DraftStore.RemoveAsync(t, "draft-1", CancellationToken.None);
            await QuestionnairePublication.PublishAsync(
                t, Read(OfOwn("draft-1", "B?")), "b", CancellationToken.None);
        });

        Assert.Empty(await drafts.FindAsync(["draft-1"], CancellationToken.None));
        Assert.Single(await published.FindAsync(["draft-1"], CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_who_begin_and_publish_one_id_at_once_one_has_it()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async n =>
        {
            try
            {
                await InTransactionAsync(t => n % 2 == 0
                    ? DraftStore.AddAsync(t, Read(OfOwn("one-id", "?")), "a", CancellationToken.None)
                    : PublishedAsync(t, OfOwn("one-id", "?")));
                return "done";
            }
            catch (ClientException refusal)
            {
                return refusal.Code;
            }
        }));

        Assert.Single(outcomes, "done");
        Assert.All(outcomes.Where(o => o != "done"), o => Assert.Equal("ID_TAKEN", o));
        Assert.Equal(1L, await Database.ReadAsync<long>("""
            SELECT (SELECT count(*) FROM questionnaires WHERE id = 'one-id')
                 + (SELECT count(*) FROM questionnaire_drafts WHERE id = 'one-id')
            """));
    }

    [Fact]
    public async Task A_draft_keeps_its_id_from_being_published_by_others()
    {
        await InTransactionAsync(
            t => DraftStore.AddAsync(t, Read(OfOwn("kept-1", "?")), "a", CancellationToken.None));

        var refused = await Assert.ThrowsAsync<ClientException>(() => PublishAsync(OfOwn("kept-1", "?")));

        Assert.Equal("ID_TAKEN", refused.Code);
    }

    [Fact]
    public async Task Only_one_version_supersedes_another()
    {
        await PublishAsync(OfOwn("line-1", "?"));
        await PublishAsync(OfOwn("line-2", "?").Set("/supersedes", "line-1"));

        var twice = await Assert.ThrowsAsync<ClientException>(
            () => PublishAsync(OfOwn("line-3", "?").Set("/supersedes", "line-1")));
        var unknown = await Assert.ThrowsAsync<ClientException>(
            () => PublishAsync(OfOwn("line-3", "?").Set("/supersedes", "line-0")));

        Assert.Equal(("ALREADY_SUPERSEDED", "UNKNOWN_QUESTIONNAIRE"), (twice.Code, unknown.Code));
    }

    // By the names of the files the later version would come first.
    [Fact]
    public async Task Seeds_are_published_in_the_order_of_their_line()
    {
        var folder = Directory.CreateTempSubdirectory("seeds-").FullName;
        var questionnaires = Directory.CreateDirectory(Path.Combine(folder, "questionnaires")).FullName;
        await File.WriteAllTextAsync(Path.Combine(questionnaires, "a.json"),
            OfOwn("seed-new", "?").Set("/supersedes", "seed-old").ToJsonString());
        await File.WriteAllTextAsync(
            Path.Combine(questionnaires, "b.json"), OfOwn("seed-old", "?").ToJsonString());
        var seeder = new QuestionnaireSeeder(
            Database.Source, Database.Outbox, NullLogger<QuestionnaireSeeder>.Instance);

        await seeder.SeedAsync(folder, CancellationToken.None);
        await seeder.SeedAsync(folder, CancellationToken.None);

        var by = await new QuestionnaireStore(Database.Source).SupersededByAsync(["seed-old"], CancellationToken.None);
        Assert.Equal("seed-new", by["seed-old"]);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>One objective and one question, of this test's own.</summary>
    private static JsonObject OfOwn(string id, string label)
    {
        var name = id.Split('-')[0];
        return JsonNode.Parse($$"""
            { "id": "{{id}}", "title": "T", "objectives": [
                { "id": "{{name}}", "number": 1, "theme": "CHILD_ABUSE", "title": "O", "definition": "D", "questions": [
                  { "id": "{{name}}.policy", "code": "policy", "part": "ANCHORING", "kind": "TEXT",
                    "label": "{{label}}" }] }] }
            """)!.AsObject();
    }

    private static async Task<Objective> LatestAsync(QuestionnaireStore store) =>
        (await store.FindObjectivesAsync(["replica"], CancellationToken.None))["replica"];

    private static async Task<Questionnaire.Domain.Questionnaire> FoundAsync(DraftStore drafts) =>
        (await drafts.FindAsync(["draft-1"], CancellationToken.None))["draft-1"];

    private static Questionnaire.Domain.Questionnaire Read(JsonObject document) =>
        QuestionnaireJson.Read(document.ToJsonString());

    private Task PublishAsync(JsonObject document, bool ignoreTaken = false) => InTransactionAsync(async transaction =>
    {
        if (!await QuestionnairePublication.PublishAsync(
            transaction, Read(document), "tester", CancellationToken.None))
        {
            Assert.True(ignoreTaken);
        }
    });

    /// <summary>As publishing a draft would, without one.</summary>
    private static async Task PublishedAsync(NpgsqlTransaction transaction, JsonObject document)
    {
        if (!await QuestionnairePublication.PublishAsync(
            transaction, Read(document), "tester", CancellationToken.None))
        {
            throw new ClientException("ID_TAKEN", "Published before.");
        }
    }

    private async Task InTransactionAsync(Func<NpgsqlTransaction, Task> work)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await work(transaction);
        await transaction.CommitAsync();
    }
}

/// <summary>A migrated database without seeds.</summary>
public sealed class EmptyDatabase : IAsyncLifetime
{
    public ServiceDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await ServiceDatabase.CreateAsync(isSeeded: false);

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
