using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Introspection does not go round in circles: lists of fields and types nest less than three deep. Not in the
/// specification; graphql-js recommends it, as each level multiplies the answer by the size of the schema.
/// </summary>
internal sealed class MaxIntrospectionDepth(ValidationContext context) : ValidationRule(context)
{
    private const int MaximumLists = 3;

    public override void Enter(Field field)
    {
        if (field.Name.Value is "__schema" or "__type" && IsTooDeep(field.SelectionSet, lists: 0, []))
        {
            Context.Report("Maximum introspection depth exceeded", field);
        }
    }

    private bool IsTooDeep(SelectionSet? selections, int lists, Dictionary<string, int> checkedAt)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            var isTooDeep = selection switch
            {
                Field field => IsTooDeep(field, lists, checkedAt),
                InlineFragment inline => IsTooDeep(inline.SelectionSet, lists, checkedAt),
                FragmentSpread spread => IsTooDeep(spread, lists, checkedAt),
                _ => false,
            };
            if (isTooDeep)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTooDeep(Field field, int lists, Dictionary<string, int> checkedAt)
    {
        if (field.Name.Value is "fields" or "interfaces" or "possibleTypes" or "inputFields")
        {
            lists++;
        }

        return lists >= MaximumLists || IsTooDeep(field.SelectionSet, lists, checkedAt);
    }

    /// <summary>A fragment need not be followed again from as few lists as before.</summary>
    private bool IsTooDeep(FragmentSpread spread, int lists, Dictionary<string, int> checkedAt)
    {
        var name = spread.Name.Value;
        if ((checkedAt.TryGetValue(name, out var before) && before >= lists)
            || !Context.Fragments.TryGetValue(name, out var fragment))
        {
            return false;
        }

        checkedAt[name] = lists;
        return IsTooDeep(fragment.SelectionSet, lists, checkedAt);
    }
}
