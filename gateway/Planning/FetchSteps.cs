namespace Monitor.Gateway.Planning;

/// <summary>Stage 5: numbers the steps. A fetch's step is one after the last of those that it waits for.</summary>
internal static class FetchSteps
{
    /// <summary>
    /// The step of each fetch, from 1. A mutation's turn begins after the last step of the one before.
    /// </summary>
    public static Dictionary<FetchDraft, int> Of(List<FetchDraft> fetches)
    {
        var steps = new Dictionary<FetchDraft, int>();
        var before = 0;
        foreach (var run in fetches.GroupBy(fetch => fetch.Run).OrderBy(group => group.Key))
        {
            foreach (var fetch in run)
            {
                Step(fetch, before, steps);
            }
            before = run.Max(fetch => steps[fetch]);
        }
        return steps;
    }

    private static int Step(FetchDraft fetch, int before, Dictionary<FetchDraft, int> steps)
    {
        if (!steps.TryGetValue(fetch, out var step))
        {
            step = fetch.DependsOn.Select(other => Step(other, before, steps)).Prepend(before).Max() + 1;
            steps[fetch] = step;
        }
        return step;
    }
}
