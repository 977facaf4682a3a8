using System.Diagnostics;

namespace Monitor.Questionnaire.Tests.Graph;

public sealed class BatchTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    [Fact]
    public async Task A_field_is_one_query_however_many_parents_it_has()
    {
        var few = await CommandsAsync(first: 2);
        var many = await CommandsAsync(first: 10);

        Assert.Equal(8, few);   // municipalities, and seven fields with a query below it
        Assert.Equal(few, many);
    }

    // Counted by Npgsql itself: of this database, as other tests run meanwhile, and not of the outbox's relay.
    private async Task<int> CommandsAsync(int first)
    {
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.Select(tag => tag.Value as string ?? "").ToList();
                if (tags.Contains(application.Database.Test.Name) && tags.Exists(IsOfAreas))
                {
                    Interlocked.Increment(ref count);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var answered = await application.AskAsync("""
            query ($first: Int) { municipalities(first: $first) { nodes {
                centreMunicipality { name } successors { date } predecessors { date }
                regions { name municipalities { name regions { centreMunicipality { name } } } } } } }
            """, new { first });

        Assert.Equal(first, answered.Data["municipalities"]!["nodes"]!.AsArray().Count);
        return count;
    }

    private static bool IsOfAreas(string sql) =>
        sql.Contains("FROM municipalit", StringComparison.Ordinal)
        || sql.Contains("FROM region", StringComparison.Ordinal)
        || sql.Contains("FROM successions", StringComparison.Ordinal);
}
