namespace Monitor.Gateway.Planning;

/// <summary>Stage 4: numbers the steps. A fetch's step is one after the last of those that it waits for.</summary>
internal static class FetchSteps
{
    /// <summary>The fetches of each step, from the first; in the order in which they were made.</summary>
    public static IReadOnlyList<IReadOnlyList<FetchDraft>> Of(List<FetchDraft> fetches)
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
        return [.. fetches.GroupBy(fetch => steps[fetch]).OrderBy(group => group.Key).Select(g => g.ToList())];
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
