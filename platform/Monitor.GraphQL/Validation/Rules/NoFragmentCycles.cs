using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Fragment Spreads Must Not Form Cycles: none spreads itself, directly or through others. §5.5.2.2</summary>
internal sealed class NoFragmentCycles(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);
    private readonly List<FragmentSpread> path = [];
    private readonly Dictionary<string, int> placeInPath = new(StringComparer.Ordinal);

    public override void Enter(FragmentDefinition fragment)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();

        var name = fragment.Name.Value;
        if (!visited.Add(name) || Context.Uses.SpreadsOf(fragment.SelectionSet) is not { Count: > 0 } spreads)
        {
            return;
        }

        placeInPath[name] = path.Count;
        for (var i = 0; i < spreads.Count; i++)
        {
            path.Add(spreads[i]);
            Follow(spreads[i].Name.Value);
            path.RemoveAt(path.Count - 1);
        }

        placeInPath.Remove(name);
    }

    private void Follow(string name)
    {
        if (placeInPath.TryGetValue(name, out var start))
        {
            Report(name, path[start..]);
        }
        else if (Context.Fragments.TryGetValue(name, out var next))
        {
            Enter(next);
        }
    }

    private void Report(string name, List<FragmentSpread> cycle)
    {
        var via = string.Join(", ", cycle.SkipLast(1).Select(spread => $"\"{spread.Name}\""));
        Context.Report(
            $"Cannot spread fragment \"{name}\" within itself" + (via.Length > 0 ? $" via {via}." : "."), cycle);
    }
}
