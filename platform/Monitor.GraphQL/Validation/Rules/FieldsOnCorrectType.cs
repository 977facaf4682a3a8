using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Field Selections: a selected field exists on its type. §5.3.1</summary>
internal sealed class FieldsOnCorrectType(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Field field)
    {
        if (Context.Field is null && Context.ParentType is { } type)
        {
            var suggestion = Context.Options.Suggest ? Suggest(type, field.FieldName) : "";
            Context.Report($"Cannot query field \"{field.FieldName}\" on type \"{type}\"." + suggestion, field);
        }
    }

    private string Suggest(NamedType type, string field)
    {
        var types = Suggestions.OneOf("to use an inline fragment on ", TypesWith(type, field));
        return types.Length == 0 && type is ComplexType complex
            ? Context.DidYouMean(field, complex.Fields.Keys)
            : types;
    }

    /// <summary>
    /// Types that have the field and that a value of an abstract type may be; most often usable first.
    /// </summary>
    private List<string> TypesWith(NamedType type, string field)
    {
        if (!type.IsAbstract)
        {
            return [];
        }

        var uses = new OrderedDictionary<ComplexType, int>();
        foreach (var possible in Context.Schema.PossibleTypes(type).Where(p => p.Fields.ContainsKey(field)))
        {
            uses[possible] = 1;
            foreach (var shared in possible.Interfaces.Where(i => i.Fields.ContainsKey(field)))
            {
                uses[shared] = uses.GetValueOrDefault(shared) + 1;
            }
        }

        var types = uses.Keys.ToList();
        Sort(types, (one, other) => uses[one] != uses[other]
            ? uses[other] - uses[one]
            : CompareByBreadth(one, other));
        return [.. types.Select(found => found.Name)];
    }

    /// <summary>An interface stands before the interfaces and objects that implement it.</summary>
    private static int CompareByBreadth(ComplexType one, ComplexType other)
    {
        if (one is InterfaceType && other.Interfaces.Contains(one))
        {
            return -1;
        }

        return other is InterfaceType && one.Interfaces.Contains(other)
            ? 1
            : Suggestions.NaturalOrder.Compare(one.Name, other.Name);
    }

    /// <summary>
    /// By insertion, each at the place that halving finds: the order is no total one, and so depends on the way.
    /// </summary>
    private static void Sort(List<ComplexType> types, Comparison<ComplexType> compare)
    {
        for (var i = RunLength(types, compare); i < types.Count; i++)
        {
            var (left, right) = (0, i);
            while (left < right)
            {
                var middle = left + ((right - left) / 2);
                (left, right) = compare(types[i], types[middle]) < 0 ? (left, middle) : (middle + 1, right);
            }

            var moved = types[i];
            types.RemoveAt(i);
            types.Insert(left, moved);
        }
    }

    /// <summary>How many from the first are in order; where they fall, they are turned round.</summary>
    private static int RunLength(List<ComplexType> types, Comparison<ComplexType> compare)
    {
        if (types.Count < 2)
        {
            return types.Count;
        }

        var isFalling = compare(types[1], types[0]) < 0;
        var length = 2;
        while (length < types.Count && compare(types[length], types[length - 1]) < 0 == isFalling)
        {
            length++;
        }

        if (isFalling)
        {
            types.Reverse(0, length);
        }

        return length;
    }
}
