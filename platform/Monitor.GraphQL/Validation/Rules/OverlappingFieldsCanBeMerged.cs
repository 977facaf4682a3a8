using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Fields that share a response name ask for the same thing in the same shape. §5.3.2</summary>
/// <remarks>
/// As in graphql-js: fields are compared pair by pair, a pair of fragments, or of a selection and a fragment, only
/// once. Beyond that, a field that repeats an earlier one exactly is never compared, so that repeated fields cost
/// nothing; and the comparisons of a document are bounded.
/// </remarks>
internal sealed class OverlappingFieldsCanBeMerged(ValidationContext context) : ValidationRule(context)
{
    private const int MaximumComparisons = 250_000;

    private readonly FieldShapes shapes = new();
    private readonly Dictionary<(NamedType?, SelectionSet), CollectedFields> collected = [];
    private readonly Dictionary<(CollectedFields, FragmentDefinition), bool> comparedWithFragment = [];
    private readonly Dictionary<(FragmentDefinition, FragmentDefinition), bool> comparedFragments = [];
    private int comparisons;

    public override void Enter(SelectionSet selections, SyntaxNode owner)
    {
        // The fields of an inline fragment are judged with those around it.
        if (owner is InlineFragment || selections.Selections is [Field or FragmentSpread])
        {
            return;
        }

        foreach (var conflict in FindWithin(Collect(Context.ParentType, selections)))
        {
            Context.Report(
                $"Fields \"{conflict.ResponseName}\" conflict because {conflict.Reason}."
                + " Use different aliases on the fields to fetch both if this was intentional.",
                conflict.Fields1.Concat(conflict.Fields2));
        }
    }

    private List<Conflict> FindWithin(CollectedFields fields)
    {
        var conflicts = new List<Conflict>();
        foreach (var (responseName, same) in fields.ByName)
        {
            for (var i = 0; i < same.Count; i++)
            {
                for (var j = i + 1; j < same.Count; j++)
                {
                    Compare(conflicts, areExclusive: false, responseName, same[i], same[j]);
                }
            }
        }

        for (var i = 0; i < fields.Spreads.Count; i++)
        {
            CompareWithFragment(conflicts, areExclusive: false, fields, fields.Spreads[i]);
            for (var j = i + 1; j < fields.Spreads.Count; j++)
            {
                CompareFragments(conflicts, areExclusive: false, fields.Spreads[i], fields.Spreads[j]);
            }
        }

        return conflicts;
    }

    private void CompareWithFragment(
        List<Conflict> conflicts, bool areExclusive, CollectedFields fields, FragmentDefinition fragment)
    {
        Spend();
        if (IsKnown(comparedWithFragment, (fields, fragment), areExclusive))
        {
            return;
        }

        var others = CollectFragment(fragment);
        if (ReferenceEquals(fields, others))
        {
            return;
        }

        CompareAll(conflicts, areExclusive, fields, others);
        foreach (var inner in others.Spreads)
        {
            CompareWithFragment(conflicts, areExclusive, fields, inner);
        }
    }

    private void CompareFragments(
        List<Conflict> conflicts, bool areExclusive, FragmentDefinition one, FragmentDefinition other)
    {
        Spend();
        if (ReferenceEquals(one, other) || AreKnown(one, other, areExclusive))
        {
            return;
        }

        var (fields, others) = (CollectFragment(one), CollectFragment(other));
        CompareAll(conflicts, areExclusive, fields, others);
        foreach (var inner in others.Spreads)
        {
            CompareFragments(conflicts, areExclusive, one, inner);
        }

        foreach (var inner in fields.Spreads)
        {
            CompareFragments(conflicts, areExclusive, inner, other);
        }
    }

    private List<Conflict> FindBetween(bool areExclusive, CollectedFields fields, CollectedFields others)
    {
        var conflicts = new List<Conflict>();
        CompareAll(conflicts, areExclusive, fields, others);
        foreach (var fragment in others.Spreads)
        {
            CompareWithFragment(conflicts, areExclusive, fields, fragment);
        }

        foreach (var fragment in fields.Spreads)
        {
            CompareWithFragment(conflicts, areExclusive, others, fragment);
        }

        foreach (var one in fields.Spreads)
        {
            foreach (var other in others.Spreads)
            {
                CompareFragments(conflicts, areExclusive, one, other);
            }
        }

        return conflicts;
    }

    private void CompareAll(List<Conflict> conflicts, bool areExclusive, CollectedFields fields, CollectedFields others)
    {
        foreach (var (responseName, same) in fields.ByName)
        {
            if (!others.ByName.TryGetValue(responseName, out var sameThere))
            {
                continue;
            }

            foreach (var one in same)
            {
                foreach (var other in sameThere)
                {
                    Compare(conflicts, areExclusive, responseName, one, other);
                }
            }
        }
    }

    private void Compare(
        List<Conflict> conflicts, bool areExclusive, string responseName, CollectedField one, CollectedField other)
    {
        Spend();

        var haveSameParent = ReferenceEquals(one.Parent, other.Parent);
        if (haveSameParent && one.Shape == other.Shape)
        {
            return;
        }

        // Fields of different objects never meet in one answer: then only their shapes must agree.
        areExclusive |= !haveSameParent && (one.Parent, other.Parent) is (ObjectType, ObjectType);

        if (ReasonOf(areExclusive, one, other) is { } reason)
        {
            conflicts.Add(new Conflict(responseName, reason, [one.Node], [other.Node]));
        }
        else if (one.Node.SelectionSet is { } selections && other.Node.SelectionSet is { } otherSelections)
        {
            var inner = FindBetween(
                areExclusive, Collect(one.Type?.Named, selections), Collect(other.Type?.Named, otherSelections));
            if (inner.Count > 0)
            {
                conflicts.Add(Conflict.Around(inner, responseName, one.Node, other.Node));
            }
        }
    }

    private string? ReasonOf(bool areExclusive, CollectedField one, CollectedField other)
    {
        if (!areExclusive && one.Node.Name.Value != other.Node.Name.Value)
        {
            return $"\"{one.Node.Name}\" and \"{other.Node.Name}\" are different fields";
        }

        if (!areExclusive && shapes.ArgumentsOf(one.Node) != shapes.ArgumentsOf(other.Node))
        {
            return "they have differing arguments";
        }

        return one.Type is { } type && other.Type is { } otherType && Differ(type, otherType)
            ? $"they return conflicting types \"{type}\" and \"{otherType}\""
            : null;
    }

    /// <summary>§5.3.2 SameResponseShape: lists and nulls must agree, and leaves exactly.</summary>
    private static bool Differ(GraphQLType one, GraphQLType other) => (one, other) switch
    {
        (ListType a, ListType b) => Differ(a.Item, b.Item),
        (ListType, _) or (_, ListType) => true,
        (NonNullType a, NonNullType b) => Differ(a.Inner, b.Inner),
        (NonNullType, _) or (_, NonNullType) => true,
        _ => (one.Named.IsLeaf || other.Named.IsLeaf) && !ReferenceEquals(one, other),
    };

    private CollectedFields CollectFragment(FragmentDefinition fragment) =>
        Collect(Context.Schema.Find(fragment.TypeCondition) as NamedType, fragment.SelectionSet);

    private CollectedFields Collect(NamedType? parent, SelectionSet selections)
    {
        if (!collected.TryGetValue((parent, selections), out var fields))
        {
            collected.Add((parent, selections), fields = new CollectedFields());
            Collect(parent, selections, fields);
        }

        return fields;
    }

    private void Collect(NamedType? parent, SelectionSet selections, CollectedFields into)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case Field field:
                    var type = (parent as ComplexType)?.Fields.GetValueOrDefault(field.Name.Value)?.Type;
                    into.Add(new CollectedField(parent, field, type, shapes.Of(field)));
                    break;
                case FragmentSpread spread when Context.Fragments.TryGetValue(spread.Name.Value, out var fragment):
                    into.Add(fragment);
                    break;
                case InlineFragment inline:
                    var condition = inline.TypeCondition is { } named
                        ? Context.Schema.Find(named) as NamedType
                        : parent;
                    Collect(condition, inline.SelectionSet, into);
                    break;
            }
        }
    }

    private bool AreKnown(FragmentDefinition one, FragmentDefinition other, bool areExclusive)
    {
        var isOrdered = string.CompareOrdinal(one.Name.Value, other.Name.Value) < 0;
        return IsKnown(comparedFragments, isOrdered ? (one, other) : (other, one), areExclusive);
    }

    /// <summary>A pair that was compared as not exclusive was compared more strictly, and serves for both.</summary>
    private static bool IsKnown<TPair>(Dictionary<TPair, bool> compared, TPair pair, bool areExclusive)
        where TPair : notnull
    {
        if (compared.TryGetValue(pair, out var wereExclusive) && (areExclusive || !wereExclusive))
        {
            return true;
        }

        compared[pair] = areExclusive;
        return false;
    }

    private void Spend()
    {
        if (++comparisons > MaximumComparisons)
        {
            throw new ValidationAbortedException(
                "Validation aborted: the document has too many fields of the same name to compare.");
        }
    }

    private sealed record CollectedField(NamedType? Parent, Field Node, GraphQLType? Type, int Shape);

    private sealed class CollectedFields
    {
        private readonly HashSet<(string, NamedType?, int)> seen = [];

        public Dictionary<string, List<CollectedField>> ByName { get; } = new(StringComparer.Ordinal);

        /// <summary>Each once.</summary>
        public List<FragmentDefinition> Spreads { get; } = [];

        public void Add(CollectedField field)
        {
            var name = field.Node.ResponseName;
            if (!seen.Add((name, field.Parent, field.Shape)))
            {
                return;
            }

            if (!ByName.TryGetValue(name, out var same))
            {
                ByName.Add(name, same = []);
            }

            same.Add(field);
        }

        public void Add(FragmentDefinition fragment)
        {
            if (!Spreads.Contains(fragment))
            {
                Spreads.Add(fragment);
            }
        }
    }

    private sealed record Conflict(string ResponseName, string Reason, List<Field> Fields1, List<Field> Fields2)
    {
        private const int LongestReason = 1_000;
        private const int MostNodes = 20;

        public static Conflict Around(List<Conflict> inner, string responseName, Field one, Field other)
        {
            var reason = string.Join(
                " and ", inner.Select(c => $"subfields \"{c.ResponseName}\" conflict because {c.Reason}"));
            return new Conflict(
                responseName,
                reason.Length > LongestReason ? reason[..LongestReason] + "..." : reason,
                [one, .. inner.SelectMany(conflict => conflict.Fields1).Take(MostNodes - 1)],
                [other, .. inner.SelectMany(conflict => conflict.Fields2).Take(MostNodes - 1)]);
        }
    }
}
