using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>Which fragments and variables operations and fragments use. Each definition is read once.</summary>
/// <remarks>
/// Orders are those of graphql-js, as errors stand in them. To follow fragments for each operation anew may take more
/// work than a document is worth: the work is counted as graphql-js counts it, and ends the validation at its limit.
/// </remarks>
internal sealed class DefinitionUses(ValidationContext context)
{
    private const int MaximumWork = 50_000;

    private readonly Dictionary<SelectionSet, IReadOnlyList<FragmentSpread>> spreads =
        new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SyntaxNode, IReadOnlyList<VariableUse>> variables =
        new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OperationDefinition, IReadOnlyList<FragmentDefinition>> fragments =
        new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, IReadOnlyList<FragmentDefinition>> reached = new(StringComparer.Ordinal);
    private readonly Dictionary<IReadOnlyList<FragmentDefinition>, List<VariableUse>> reachedVariables =
        new(ReferenceEqualityComparer.Instance);
    private int work;

    /// <summary>The spreads within selections, but not those within the fragments spread.</summary>
    public IReadOnlyList<FragmentSpread> SpreadsOf(SelectionSet selections)
    {
        if (!spreads.TryGetValue(selections, out var found))
        {
            spreads.Add(selections, found = FragmentSpreads.Within(selections));
        }

        return found;
    }

    /// <summary>All fragments that an operation spreads, directly or through others; each once.</summary>
    public IReadOnlyList<FragmentDefinition> FragmentsOf(OperationDefinition operation)
    {
        if (!fragments.TryGetValue(operation, out var found))
        {
            fragments.Add(operation, found = Reach([.. SpreadsOf(operation.SelectionSet)]));
        }

        return found;
    }

    /// <summary>All fragments that any of the operations spreads.</summary>
    public IReadOnlyList<FragmentDefinition> FragmentsOf(IReadOnlyList<OperationDefinition> operations) =>
        operations.Count == 1
            ? FragmentsOf(operations[0])
            : Reach([.. operations.SelectMany(operation => SpreadsOf(operation.SelectionSet))]);

    /// <summary>All places where an operation or a fragment that it spreads uses a variable.</summary>
    public IReadOnlyList<VariableUse> VariablesOf(OperationDefinition operation)
    {
        if (variables.TryGetValue(operation, out var known))
        {
            return known;
        }

        var inFragments = VariablesOf(FragmentsOf(operation));
        var own = VariableUses.Within(context, operation.Directives, operation.SelectionSet, RootOf(operation));
        IReadOnlyList<VariableUse> all = inFragments.Count == 0 ? own : [.. own, .. inFragments];
        variables.Add(operation, all);
        return all;
    }

    /// <exception cref="ValidationAbortedException">Too much has been spent.</exception>
    public void Spend(int cost)
    {
        work += cost;
        if (work > MaximumWork)
        {
            throw new ValidationAbortedException();
        }
    }

    private ObjectType? RootOf(OperationDefinition operation) => context.Schema.RootType(operation.Operation);

    /// <summary>Operations that spread the same fragments are followed once.</summary>
    private IReadOnlyList<FragmentDefinition> Reach(List<FragmentSpread> from)
    {
        if (from.Count == 0)
        {
            return [];
        }

        var names = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        AddNames(names, from);
        var key = string.Join(' ', names.Keys.Order(StringComparer.Ordinal));
        if (!reached.TryGetValue(key, out var found))
        {
            reached.Add(key, found = Reach(names));
        }

        return found;
    }

    private List<FragmentDefinition> Reach(OrderedDictionary<string, bool> names)
    {
        Spend(names.Count);
        var found = new List<FragmentDefinition>();
        for (var i = 0; i < names.Count; i++)
        {
            if (context.Fragments.TryGetValue(names.GetAt(i).Key, out var fragment))
            {
                found.Add(fragment);
                var inner = SpreadsOf(fragment.SelectionSet);
                Spend(inner.Count);
                AddNames(names, inner);
            }
        }

        return found;
    }

    private static void AddNames(OrderedDictionary<string, bool> names, IReadOnlyList<FragmentSpread> spreads)
    {
        for (var i = 0; i < spreads.Count; i++)
        {
            names.TryAdd(spreads[i].Name.Value, true);
        }
    }

    private List<VariableUse> VariablesOf(IReadOnlyList<FragmentDefinition> reachedFragments)
    {
        if (reachedFragments.Count == 0)
        {
            return [];
        }

        if (!reachedVariables.TryGetValue(reachedFragments, out var found))
        {
            Spend(reachedFragments.Count);
            reachedVariables.Add(reachedFragments, found = []);
            foreach (var fragment in reachedFragments)
            {
                var own = VariablesOf(fragment);
                Spend(own.Count);
                found.AddRange(own);
            }
        }

        Spend(found.Count);
        return found;
    }

    private IReadOnlyList<VariableUse> VariablesOf(FragmentDefinition fragment)
    {
        if (!variables.TryGetValue(fragment, out var found))
        {
            var type = context.FindType(fragment.TypeCondition.Name);
            found = VariableUses.Within(context, fragment.Directives, fragment.SelectionSet, type);
            variables.Add(fragment, found);
        }

        return found;
    }
}
