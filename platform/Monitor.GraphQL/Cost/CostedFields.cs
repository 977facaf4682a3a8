using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Cost;

/// <summary>Selection sets that are merged into one. Equal where they are the same nodes.</summary>
internal readonly struct MergedSelections(IReadOnlyList<SelectionSet> sets) : IEquatable<MergedSelections>
{
    public IReadOnlyList<SelectionSet> Sets { get; } = sets;

    /// <summary>What fields of one response name select together.</summary>
    public static MergedSelections Of(IReadOnlyList<Field> fields) =>
        new([.. fields.Select(field => field.SelectionSet).OfType<SelectionSet>()]);

    public bool Equals(MergedSelections other)
    {
        if (Sets.Count != other.Sets.Count)
        {
            return false;
        }

        for (var i = 0; i < Sets.Count; i++)
        {
            if (!ReferenceEquals(Sets[i], other.Sets[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is MergedSelections other && Equals(other);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var set in Sets)
        {
            hash.Add(RuntimeHelpers.GetHashCode(set));
        }

        return hash.ToHashCode();
    }
}

/// <summary>Collects what is asked of an object type: the fields of one response name are one field.</summary>
internal sealed class CostedFields(
    GraphQLSchema schema, IReadOnlyDictionary<string, FragmentDefinition> fragments, GivenInput input)
{
    /// <summary>How many selections may be looked at for one operation; types and fragments multiply them.</summary>
    private const int MaximumWork = 50_000;

    private int work;

    /// <exception cref="CostUnknownException">It would take too long to find out.</exception>
    public Dictionary<string, List<Field>> Collect(ObjectType type, MergedSelections selections)
    {
        var fields = new Dictionary<string, List<Field>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in selections.Sets)
        {
            Add(type, set, fields, visited);
        }

        return fields;
    }

    private void Add(
        ObjectType type, SelectionSet set, Dictionary<string, List<Field>> fields, HashSet<string> visited)
    {
        work += set.Selections.Count;
        if (work > MaximumWork)
        {
            throw new CostUnknownException();
        }

        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection))
            {
                continue;
            }

            switch (selection)
            {
                case Field field:
                    if (!fields.TryGetValue(field.ResponseName, out var same))
                    {
                        fields.Add(field.ResponseName, same = []);
                    }

                    same.Add(field);
                    break;
                case InlineFragment inline when Applies(type, inline.TypeCondition):
                    Add(type, inline.SelectionSet, fields, visited);
                    break;
                case FragmentSpread spread when visited.Add(spread.FragmentName)
                    && fragments.TryGetValue(spread.FragmentName, out var fragment)
                    && Applies(type, fragment.TypeCondition):
                    Add(type, fragment.SelectionSet, fields, visited);
                    break;
            }
        }
    }

    private bool Applies(ObjectType type, NamedTypeNode? condition) =>
        condition is null
        || (schema.Types.TryGetValue(condition.Name, out var named) && type.IsOf(named));

    /// <summary>GraphQL 2025 §3.13.1, §3.13.2; a condition that is not known may hold.</summary>
    private bool IsIncluded(Selection selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.DirectiveName is not ("skip" or "include") || directive.Arguments is not [{ } condition])
            {
                continue;
            }

            if (input.Of(condition.Value) is { } value
                && GivenInput.Truth(value) == (directive.DirectiveName == "skip"))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>What an operation costs would take too long to find out.</summary>
internal sealed class CostUnknownException() : Exception("The cost of the operation is not known.");
