using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation.Rules.Overlapping;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Field Selection Merging: fields that share a response name ask for the same thing in the same shape. §5.3.2
/// </summary>
/// <remarks>
/// As in graphql-js, fields are compared pair by pair; a pair of fragments, or of selections and a fragment, only once.
/// A document can still ask for the square of its size: <see cref="Budget"/> counts what graphql-js counts, and ends
/// the validation where that does.
/// </remarks>
internal sealed class OverlappingFieldsCanBeMerged(ValidationContext context) : ValidationRule(context)
{
    private const int NoSharedNames = 1;

    private readonly Budget budget = new(context.Options.MaxComparisons);
    private readonly FieldCollector collector = new(context);
    private readonly PairTable<Compared> compared = new();
    private readonly List<SharedNames> sharedNames = [default, default];
    private readonly Stack<Conflicts> spare = [];
    private ArgumentComparison? arguments;

    public override void Enter(SelectionSet selections)
    {
        if (AreNeverCompared(selections.Selections))
        {
            return;
        }

        // One more than may still be told: so that it is known to be too many.
        var left = Context.Options.MaxErrors - Context.Errors.Count;
        var conflicts = new Conflicts(most: Math.Min(left, int.MaxValue - 1) + 1);
        FindWithin(conflicts, collector.Collect(Context.ParentType, selections));
        foreach (var conflict in conflicts.Found)
        {
            Context.Report(
                $"Fields \"{Conflict.Shorten(conflict.ResponseName)}\" conflict because {conflict.Reason}."
                + " Use different aliases on the fields to fetch both if this was intentional.",
                conflict.Fields.Concat(conflict.Others));
        }
    }

    /// <summary>A few fields of different names; most selections are no more than that.</summary>
    private static bool AreNeverCompared(IReadOnlyList<Selection> selections)
    {
        const int Few = 12;
        if (selections.Count <= 1)
        {
            return selections is not [InlineFragment];
        }

        if (selections.Count > Few)
        {
            return false;
        }

        for (var i = 0; i < selections.Count; i++)
        {
            if (selections[i] is not Field field)
            {
                return false;
            }

            for (var j = 0; j < i; j++)
            {
                if (((Field)selections[j]).ResponseName == field.ResponseName)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void FindWithin(Conflicts conflicts, CollectedFields fields)
    {
        for (var name = fields.First; name is not null; name = name.NextName)
        {
            for (var one = name; one is not null; one = one.Next)
            {
                for (var other = one.Next; other is not null; other = other.Next)
                {
                    Compare(conflicts, areExclusive: false, one, other);
                }
            }
        }

        if (fields is { Spreads: null } or { Names: 0, Spreads.Count: 1 })
        {
            return;
        }

        var spreads = collector.FragmentsOf(fields, budget);
        for (var i = 0; i < spreads.Length; i++)
        {
            CompareWithFragment(conflicts, areExclusive: false, fields, spreads[i]);
            for (var j = i + 1; j < spreads.Length; j++)
            {
                CompareFragments(conflicts, areExclusive: false, spreads[i], spreads[j]);
            }
        }
    }

    private void CompareWithFragment(
        Conflicts conflicts, bool areExclusive, CollectedFields fields, CollectedFields fragment)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        budget.Spend(1);
        if (fields.Names == 0
            || !compared[fields.Number, fragment.Number].WithFragment.Add(areExclusive)
            || fragment.IsUnknown)
        {
            return;
        }

        var inner = collector.FragmentsOf(fragment, budget);
        if (ReferenceEquals(fields, fragment))
        {
            return;
        }

        CompareAll(conflicts, areExclusive, fields, fragment);
        foreach (var spread in inner)
        {
            CompareWithFragment(conflicts, areExclusive, fields, spread);
        }
    }

    private void CompareFragments(Conflicts conflicts, bool areExclusive, CollectedFields one, CollectedFields other)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        budget.Spend(2);
        if (ReferenceEquals(one, other)
            || !OfEither(one, other).Fragments.Add(areExclusive)
            || one.IsUnknown
            || other.IsUnknown)
        {
            return;
        }

        var withinOne = collector.FragmentsOf(one, budget);
        var withinOther = collector.FragmentsOf(other, budget);
        CompareAll(conflicts, areExclusive, one, other);
        foreach (var inner in withinOther)
        {
            CompareFragments(conflicts, areExclusive, one, inner);
        }

        foreach (var inner in withinOne)
        {
            CompareFragments(conflicts, areExclusive, inner, other);
        }
    }

    private void FindBetween(Conflicts conflicts, bool areExclusive, CollectedFields fields, CollectedFields others)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var fragments = collector.FragmentsOf(fields, budget);
        var otherFragments = collector.FragmentsOf(others, budget);
        CompareAll(conflicts, areExclusive, fields, others);
        foreach (var fragment in otherFragments)
        {
            CompareWithFragment(conflicts, areExclusive, fields, fragment);
        }

        foreach (var fragment in fragments)
        {
            CompareWithFragment(conflicts, areExclusive, others, fragment);
        }

        foreach (var one in fragments)
        {
            foreach (var other in otherFragments)
            {
                CompareFragments(conflicts, areExclusive, one, other);
            }
        }
    }

    private void CompareAll(Conflicts conflicts, bool areExclusive, CollectedFields fields, CollectedFields others)
    {
        if (fields.Names == 0 || others.Names == 0)
        {
            return;
        }

        for (var i = FindSharedNames(fields, others); !sharedNames[i].IsEnd; i++)
        {
            var shared = sharedNames[i];
            for (var one = shared.First; one is not null; one = one.Next)
            {
                for (var other = shared.Other; other is not null; other = other.Next)
                {
                    Compare(conflicts, areExclusive, one, other);
                }
            }
        }
    }

    /// <summary>Where in the list of shared names those of two selections begin; an end follows them.</summary>
    private int FindSharedNames(CollectedFields fields, CollectedFields others)
    {
        ref var pair = ref compared[fields.Number, others.Number];
        if (pair.SharedNames == 0)
        {
            budget.Spend(fields.Names);
            pair.SharedNames = sharedNames.Count;
            fields.ShareWith(others, sharedNames);
            if (sharedNames.Count == pair.SharedNames)
            {
                pair.SharedNames = NoSharedNames;
            }
            else
            {
                sharedNames.Add(default);
            }
        }

        return pair.SharedNames;
    }

    private ref Compared OfEither(CollectedFields one, CollectedFields other) =>
        ref compared[Math.Min(one.Number, other.Number), Math.Max(one.Number, other.Number)];

    private void Compare(Conflicts conflicts, bool areExclusive, CollectedField one, CollectedField other)
    {
        budget.Spend(2);
        if (one.IsSimpleLeaf
            && other.IsSimpleLeaf
            && ReferenceEquals(one.Type, other.Type)
            && one.Node.FieldName == other.Node.FieldName)
        {
            return;
        }

        // Fields of different objects never meet in one answer: then only their shapes must agree.
        areExclusive |= !ReferenceEquals(one.Parent, other.Parent)
            && (one.Parent, other.Parent) is (ObjectType, ObjectType);

        if (FindReason(areExclusive, one, other, conflicts.IsFull) is { } reason)
        {
            conflicts.Add(one.ResponseName, reason, one.Node, other.Node);
        }
        else if (one.Node.SelectionSet is { } selections && other.Node.SelectionSet is { } otherSelections)
        {
            var inner = (spare.Count > 0 ? spare.Pop() : new Conflicts(most: 0)).Within(conflicts);
            FindBetween(
                inner,
                areExclusive,
                collector.Collect(one.Type?.Named, selections),
                collector.Collect(other.Type?.Named, otherSelections));
            conflicts.AddAround(inner, one.ResponseName, one.Node, other.Node);
            spare.Push(inner);
        }
    }

    /// <summary>Why two fields cannot both be answered; null where they can.</summary>
    /// <remarks>Any text will do if nobody reads it.</remarks>
    private string? FindReason(bool areExclusive, CollectedField one, CollectedField other, bool isUnread)
    {
        if (!areExclusive)
        {
            var (name, otherName) = (one.Node.FieldName, other.Node.FieldName);
            if (name != otherName)
            {
                return isUnread
                    ? ""
                    : $"\"{Conflict.Shorten(name)}\" and \"{Conflict.Shorten(otherName)}\" are different fields";
            }

            if (!AreSame(one, other))
            {
                return "they have differing arguments";
            }
        }

        if (one.Stream is not null || other.Stream is not null)
        {
            return FindReason(one.Stream, other.Stream);
        }

        return one.Type is { } type && other.Type is { } otherType && Differ(type, otherType)
            ? isUnread ? "" : $"they return conflicting types \"{type}\" and \"{otherType}\""
            : null;
    }

    private string FindReason(Directive? stream, Directive? other)
    {
        const string Reason = "they have overlapping stream directives";
        arguments ??= new ArgumentComparison(budget);
        return stream is not null && other is not null && arguments.AreSame(stream.Arguments, other.Arguments)
            ? Reason + ". See https://github.com/graphql/defer-stream-wg/discussions/100"
            : Reason;
    }

    private bool AreSame(CollectedField one, CollectedField other)
    {
        if (one.Node.Arguments.Count != other.Node.Arguments.Count)
        {
            return false;
        }

        return one.Node.Arguments.Count == 0
            || (arguments ??= new ArgumentComparison(budget)).AreSame(one, other);
    }

    /// <summary>§5.3.2 SameResponseShape: lists and nulls must agree, and leaves exactly.</summary>
    private bool Differ(GraphQLType one, GraphQLType other)
    {
        if (ReferenceEquals(one, other))
        {
            return false;
        }

        budget.Spend(1);
        return (one, other) switch
        {
            (ListType a, ListType b) => Differ(a.Item, b.Item),
            (ListType, _) or (_, ListType) => true,
            (NonNullType a, NonNullType b) => Differ(a.Inner, b.Inner),
            (NonNullType, _) or (_, NonNullType) => true,
            _ => one.Named.IsLeaf || other.Named.IsLeaf,
        };
    }
}
