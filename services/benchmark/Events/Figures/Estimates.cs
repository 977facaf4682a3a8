using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Npgsql;

namespace Monitor.Benchmark.Events;

/// <summary>Makes estimates of ours anew from the figures that hold in a transaction.</summary>
public static class Estimates
{
    /// <summary>The estimates of all rules that rest on one of these indicators; nothing is stored.</summary>
    public static async Task<IReadOnlyList<Observation>> MakeAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<string> changed, CancellationToken cancellationToken)
    {
        var made = new List<Observation>();
        foreach (var rule in await EstimateRuleStore.ReadAsync(transaction, cancellationToken))
        {
            if (rule.Inputs.Any(changed.Contains))
            {
                var (held, memberships) = await EstimateRuleStore.InputsAsync(transaction, rule, cancellationToken);
                made.AddRange(rule.Apply(held, memberships));
            }
        }

        return made;
    }
}
