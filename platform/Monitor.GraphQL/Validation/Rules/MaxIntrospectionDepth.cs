using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Introspection does not go round in circles: lists of fields and types nest less than three deep. Not in the
/// specification; graphql-js has it among its specified rules, as each level multiplies the answer by the size of the
/// schema.
/// </summary>
internal sealed class MaxIntrospectionDepth(ValidationContext context) : ValidationRule(context)
{
    private const int MaximumLists = 3;

    private readonly Dictionary<string, int> tooDeepFrom = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> goodFrom = new(StringComparer.Ordinal);
    private Field? reported;

    public override void Enter(Field field)
    {
        if (field.FieldName is "__schema" or "__type"
            && reported is null
            && IsTooDeep(field, lists: 0, new Dictionary<string, int>(StringComparer.Ordinal)))
        {
            reported = field;
            Context.Report("Maximum introspection depth exceeded", field);
        }
    }

    public override void Leave(Field field)
    {
        if (ReferenceEquals(reported, field))
        {
            reported = null;
        }
    }

    private bool IsTooDeep(Field field, int lists, Dictionary<string, int> visitedFrom)
    {
        if (field.FieldName is "fields" or "interfaces" or "possibleTypes" or "inputFields")
        {
            lists++;
        }

        return lists >= MaximumLists
            || (field.SelectionSet is { } selections && IsTooDeep(selections, lists, visitedFrom));
    }

    private bool IsTooDeep(SelectionSet selections, int lists, Dictionary<string, int> visitedFrom)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (var i = 0; i < selections.Selections.Count; i++)
        {
            var isTooDeep = selections.Selections[i] switch
            {
                Field field => IsTooDeep(field, lists, visitedFrom),
                InlineFragment inline => IsTooDeep(inline.SelectionSet, lists, visitedFrom),
                FragmentSpread spread => IsTooDeep(spread.FragmentName, lists, visitedFrom),
                _ => false,
            };
            if (isTooDeep)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A fragment need not be followed again from as few lists as before.</summary>
    private bool IsTooDeep(string fragmentName, int lists, Dictionary<string, int> visitedFrom)
    {
        if (tooDeepFrom.TryGetValue(fragmentName, out var from) && from <= lists)
        {
            return true;
        }

        if ((visitedFrom.TryGetValue(fragmentName, out from) && from >= lists)
            || (goodFrom.TryGetValue(fragmentName, out from) && from >= lists)
            || !Context.Fragments.TryGetValue(fragmentName, out var fragment))
        {
            return false;
        }

        visitedFrom[fragmentName] = lists;
        var isTooDeep = IsTooDeep(fragment.SelectionSet, lists, visitedFrom);
        (isTooDeep ? tooDeepFrom : goodFrom)[fragmentName] = lists;
        return isTooDeep;
    }
}
