using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>No fragment spreads itself, directly or through others. §5.5.2.2</summary>
internal sealed class NoFragmentCycles(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);
    private readonly List<FragmentSpread> path = [];
    private readonly Dictionary<string, int> placeInPath = new(StringComparer.Ordinal);

    public override void Leave(Document document)
    {
        foreach (var fragment in document.Definitions.OfType<FragmentDefinition>())
        {
            Follow(fragment);
        }
    }

    private void Follow(FragmentDefinition fragment)
    {
        if (!visited.Add(fragment.Name.Value))
        {
            return;
        }

        placeInPath[fragment.Name.Value] = path.Count;
        foreach (var spread in Context.UsesOf(fragment).Spreads)
        {
            path.Add(spread);
            if (placeInPath.TryGetValue(spread.Name.Value, out var start))
            {
                Report(spread.Name.Value, path.GetRange(start, path.Count - start));
            }
            else if (Context.Fragments.TryGetValue(spread.Name.Value, out var next))
            {
                Follow(next);
            }

            path.RemoveAt(path.Count - 1);
        }

        placeInPath.Remove(fragment.Name.Value);
    }

    private void Report(string name, List<FragmentSpread> cycle)
    {
        var via = string.Join(", ", cycle.SkipLast(1).Select(spread => $"\"{spread.Name}\""));
        Context.Report(
            $"Cannot spread fragment \"{name}\" within itself" + (via.Length > 0 ? $" via {via}." : "."), cycle);
    }
}
