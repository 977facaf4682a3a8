using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Tests.Seeding;

public sealed class SeedingTests
{
    private const string Counts = """
        SELECT jsonb_build_object(
            'municipalities', (SELECT count(*) FROM municipalities),
            'listed', (SELECT count(*) FROM municipality_lists),
            'regions', (SELECT count(*) FROM regions), 'memberships', (SELECT count(*) FROM region_memberships),
            'successions', (SELECT count(*) FROM successions), 'rounds', (SELECT count(*) FROM rounds),
            'responses', (SELECT count(*) FROM responses), 'answers', (SELECT count(*) FROM answers),
            'submissions', (SELECT count(*) FROM submissions), 'changes', (SELECT count(*) FROM response_changes),
            'outbox', (SELECT count(*) FROM outbox))::text
        """;

    [Fact]
    public async Task Seeding_twice_changes_nothing()
    {
        await using var database = await ServiceDatabase.CreateAsync(isSeeded: true);
        var once = await database.ReadAsync<string>(Counts);

        await database.SeedAsync(Seeds.Folder);

        Assert.Equal(once, await database.ReadAsync<string>(Counts));
    }

    [Fact]
    public async Task Events_tell_of_the_seeds_in_the_order_in_which_they_happened()
    {
        await using var database = await ServiceDatabase.CreateAsync(isSeeded: true);

        var topics = await database.ReadAsync<string>("""
            SELECT string_agg(topic || ' ' || n, ', ' ORDER BY first)
            FROM (SELECT topic, count(*) AS n, min(sequence) AS first FROM outbox GROUP BY topic) t
            """);

        Assert.Equal(
            "areas.published 1, questionnaire.published 3, round.opened 3, response.submitted 377, round.closed 2",
            topics);
    }

    [Fact]
    public async Task A_published_questionnaire_whose_file_changed_stops_the_seeding()
    {
        await using var database = await ServiceDatabase.CreateAsync(isSeeded: true);
        var folder = Directory.CreateTempSubdirectory("seeds-").FullName;
        var file = Path.Combine("questionnaires", "child-abuse-2017.json");
        foreach (var source in Directory.EnumerateFiles(Seeds.Folder, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".csv", StringComparison.Ordinal) || f.EndsWith(".json", StringComparison.Ordinal)))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(Seeds.Folder, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }

        var text = await File.ReadAllTextAsync(Path.Combine(folder, file));
        await File.WriteAllTextAsync(
            Path.Combine(folder, file), text.Replace("zwangerschap", "kraamtijd", StringComparison.Ordinal));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => database.SeedAsync(folder));

        Assert.Contains("child-abuse-2017", failure.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_new_edition_of_the_areas_replaces_the_one_before()
    {
        await using var database = await ServiceDatabase.CreateAsync(isSeeded: true);
        await database.ReadAsync<int>("UPDATE area_editions SET edition = 'earlier'; SELECT 1");
        await database.ReadAsync<int>("UPDATE municipalities SET name = 'Anders' WHERE code = 'GM0153'; SELECT 1");

        await database.SeedAsync(Seeds.Folder);

        var found = await new MunicipalityStore(database.Source).FindAsync(["GM0153"], CancellationToken.None);
        Assert.Equal("Enschede", found["GM0153"].Name);
        Assert.Equal(388, await database.ReadAsync<long>("SELECT count(*) FROM municipality_lists WHERE year = 2017"));
        Assert.Equal(1, await database.ReadAsync<long>("SELECT count(*) FROM area_editions"));
    }

    [Fact]
    public async Task The_answers_of_a_seeded_response_are_those_that_were_submitted()
    {
        await using var database = await ServiceDatabase.CreateAsync(isSeeded: true);
        await using var acting = await ActingAs.Municipality("GM0153").BeginAsync(
            database.Source, CancellationToken.None);
        var store = new ResponseStore();
        var response = await store.FindAsync(acting, "GM0153", 2017, CancellationToken.None);
        var answers = await store.AnswersAsync(acting, [response!.Id], CancellationToken.None);
        var submitted = await new SubmissionStore(database.Source).FindAsync(response.Id, 1, CancellationToken.None);

        Assert.True(response.Generated);
        Assert.Equal(ResponseStatus.Submitted, response.Status);
        Assert.Equal(submitted!.Answers, new AnswerSheet(Seeds.Questionnaire, answers[response.Id]).Answers);
        Assert.Equal(10, new AnswerSheet(Seeds.Questionnaire, submitted.Answers).AnsweredObjectives);
    }
}
