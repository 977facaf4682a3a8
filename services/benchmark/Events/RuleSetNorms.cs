using System.Collections.Concurrent;
using Monitor.Benchmark.Domain;
using Monitor.Dapr;

namespace Monitor.Benchmark.Events;

/// <summary>The norms of rule sets: fetched once, as a rule set never changes.</summary>
public sealed class RuleSetNorms(ScoringClient scoring)
{
    private readonly ConcurrentDictionary<string, Norms> known = new(StringComparer.Ordinal);

    /// <summary>Null for no rule set, and while scoring cannot be asked: points then have no band.</summary>
    public async Task<Norms?> OfAsync(string? ruleSet, CancellationToken cancellationToken)
    {
        if (ruleSet is null || known.TryGetValue(ruleSet, out var norms))
        {
            return ruleSet is null ? null : known[ruleSet];
        }

        try
        {
            norms = await scoring.NormsAsync(ruleSet, cancellationToken);
        }
        catch (DaprException)
        {
            return null;
        }

        known[ruleSet] = norms;
        return norms;
    }
}
