namespace Monitor.Gateway.Planning;

/// <summary>
/// Stage 6: lets entity fetches wait for a later call of the same subgraph where nothing waits for them before that, so
/// that both become one call. No step is added: the answer waits for the later call anyway.
/// </summary>
internal static class FetchDelaying
{
    /// <param name="steps">The step of each fetch, from 1; changed.</param>
    /// <param name="callOf">What two fetches of one step must have in common to become one call.</param>
    public static void Delay(Dictionary<FetchDraft, int> steps, Func<FetchDraft, object> callOf)
    {
        var waiting = steps.Keys
            .SelectMany(fetch => fetch.DependsOn.Select(before => (before, fetch)))
            .ToLookup(pair => pair.before, pair => pair.fetch);
        var calls = steps.Keys
            .Where(fetch => !fetch.IsRoot)
            .GroupBy(fetch => (Call: callOf(fetch), fetch.Run, Step: steps[fetch]))
            .OrderByDescending(group => group.Key.Step)
            .ToList();
        foreach (var call in calls)
        {
            var later = calls
                .Where(other => Equals(other.Key.Call, call.Key.Call) && other.Key.Run == call.Key.Run
                    && other.Any(fetch => steps[fetch] > call.Key.Step))
                .SelectMany(other => other.Select(fetch => steps[fetch]))
                .Where(step => step > call.Key.Step)
                .ToHashSet();
            var moves = call.Select(fetch => (Fetch: fetch, To: LastOf(later, Latest(fetch)))).ToList();
            if (later.Count > 0 && moves.All(move => move.To is not null))
            {
                moves.ForEach(move => steps[move.Fetch] = move.To!.Value);
            }
        }

        int Latest(FetchDraft fetch) =>
            waiting[fetch].Select(dependent => steps[dependent] - 1).DefaultIfEmpty(int.MaxValue).Min();
    }

    /// <summary>The first of the steps that there is a call in anyway, no later than allowed; null for none.</summary>
    private static int? LastOf(HashSet<int> later, int latest) =>
        later.Where(step => step <= latest).Select(step => (int?)step).Min();
}
