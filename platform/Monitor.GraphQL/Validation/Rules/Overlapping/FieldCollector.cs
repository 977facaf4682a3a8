using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules.Overlapping;

/// <summary>Collects the fields of selections, of each once for each type that they select from.</summary>
internal sealed class FieldCollector(ValidationContext context)
{
    private static readonly CollectedFields UnknownFragment = new(number: 0, parent: null) { IsUnknown = true };

    private readonly Dictionary<SelectionSet, CollectedFields> known = new(ReferenceEqualityComparer.Instance);
    private int collections;
    private int fields;

    public CollectedFields Collect(NamedType? parent, SelectionSet selections)
    {
        known.TryGetValue(selections, out var first);
        for (var candidate = first; candidate is not null; candidate = candidate.WithOtherParent)
        {
            if (ReferenceEquals(candidate.Parent, parent))
            {
                return candidate;
            }
        }

        var collected = new CollectedFields(++collections, parent) { WithOtherParent = first };
        Collect(parent, selections, collected);
        known[selections] = collected;
        return collected;
    }

    /// <summary>The fragments that are spread, each once; all unknown ones count as one.</summary>
    public CollectedFields[] FragmentsOf(CollectedFields collected, Budget budget)
    {
        if (collected.Fragments is { } found)
        {
            return found;
        }

        if (collected.Spreads is null)
        {
            return collected.Fragments = [];
        }

        if (collected.Spreads is [var only])
        {
            budget.Spend(1);
            return collected.Fragments = [Collect(only)];
        }

        var fragments = new OrderedDictionary<CollectedFields, bool>(ReferenceEqualityComparer.Instance);
        foreach (var spread in collected.Spreads)
        {
            budget.Spend(1);
            fragments.TryAdd(Collect(spread), true);
        }

        return collected.Fragments = [.. fragments.Keys];
    }

    private CollectedFields Collect(FragmentSpread spread) =>
        context.Fragments.TryGetValue(spread.FragmentName, out var fragment)
            ? Collect(context.FindType(fragment.TypeCondition.Name), fragment.SelectionSet)
            : UnknownFragment;

    private void Collect(NamedType? parent, SelectionSet selections, CollectedFields into)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (var i = 0; i < selections.Selections.Count; i++)
        {
            switch (selections.Selections[i])
            {
                case Field field:
                    into.Add(new CollectedField(fields++, parent, field, TypeOf(parent, field)));
                    break;
                case FragmentSpread spread:
                    into.Add(spread);
                    break;
                case InlineFragment inline:
                    var condition = inline.TypeCondition is { } named ? context.FindType(named.Name) : parent;
                    Collect(condition, inline.SelectionSet, into);
                    break;
            }
        }
    }

    private static GraphQLType? TypeOf(NamedType? parent, Field field) =>
        parent is ComplexType complex && complex.Fields.TryGetValue(field.FieldName, out var definition)
            ? definition.Type
            : null;
}
