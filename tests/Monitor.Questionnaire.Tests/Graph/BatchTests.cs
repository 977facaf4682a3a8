using System.Diagnostics;

namespace Monitor.Questionnaire.Tests.Graph;

public sealed class BatchTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    [Fact]
    public async Task A_field_is_one_query_however_many_parents_it_has()
    {
        const string query = """
            query ($first: Int) { list: municipalities(first: $first) { nodes {
                centreMunicipality { name } successors { date } predecessors { date }
                regions { name municipalities { name regions { centreMunicipality { name } } } } } } }
            """;
        var few = await CommandsAsync(query, first: 2, IsOfAreas);
        var many = await CommandsAsync(query, first: 10, IsOfAreas);

        Assert.Equal(8, few);   // municipalities, and seven fields with a query below it
        Assert.Equal(few, many);
    }

    [Fact]
    public async Task Questionnaires_with_all_that_may_change_are_a_query_a_field()
    {
        const string query = """
            query ($first: Int) { list: questionnaires(first: $first) { nodes {
                status supersedes { id status } supersededBy { id } history { by } preview { progress { questions } }
                objectives { questions { change { since } } } } } }
            """;
        await CommandsAsync(query, first: 3, IsOfQuestionnaires);   // the documents are read once
        var few = await CommandsAsync(query, first: 1, IsOfQuestionnaires);
        var many = await CommandsAsync(query, first: 3, IsOfQuestionnaires);

        Assert.Equal(6, few);   // the list, its drafts, and four fields
        Assert.Equal(few, many);
    }

    // Counted by Npgsql itself: of this database, as other tests run meanwhile, and not of the outbox's relay.
    private async Task<int> CommandsAsync(string query, int first, Func<string, bool> counts)
    {
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.Select(tag => tag.Value as string ?? "").ToList();
                if (tags.Contains(application.Database.Test.Name) && tags.Exists(t => counts(t)))
                {
                    Interlocked.Increment(ref count);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var answered = await application.AskAsync(query, new { first }, null, "institute");

        Assert.Equal(first, answered.Data["list"]!["nodes"]!.AsArray().Count);
        return count;
    }

    private static bool IsOfAreas(string sql) =>
        sql.Contains("FROM municipalit", StringComparison.Ordinal)
        || sql.Contains("FROM region", StringComparison.Ordinal)
        || sql.Contains("FROM successions", StringComparison.Ordinal);

    private static bool IsOfQuestionnaires(string sql) =>
        sql.Contains("FROM questionnaire", StringComparison.Ordinal);
}
