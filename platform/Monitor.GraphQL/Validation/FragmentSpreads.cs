using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation;

/// <summary>Finds the fragments that selections spread, at any depth.</summary>
internal static class FragmentSpreads
{
    /// <summary>First those of the selections themselves, then those within the last of them, and so on.</summary>
    public static IReadOnlyList<FragmentSpread> Within(SelectionSet selections)
    {
        List<FragmentSpread>? found = null;
        List<SelectionSet>? waiting = null;
        for (var current = selections; current is not null; current = TakeLast(waiting))
        {
            for (var i = 0; i < current.Selections.Count; i++)
            {
                switch (current.Selections[i])
                {
                    case FragmentSpread spread:
                        (found ??= []).Add(spread);
                        break;
                    case Field { SelectionSet: { } inner }:
                        (waiting ??= []).Add(inner);
                        break;
                    case InlineFragment inline:
                        (waiting ??= []).Add(inline.SelectionSet);
                        break;
                }
            }
        }

        return found ?? (IReadOnlyList<FragmentSpread>)[];
    }

    private static SelectionSet? TakeLast(List<SelectionSet>? waiting)
    {
        if (waiting is not { Count: > 0 })
        {
            return null;
        }

        var last = waiting[^1];
        waiting.RemoveAt(waiting.Count - 1);
        return last;
    }
}
