using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Execution;

/// <summary>Finds the variables that decide which fields an operation asks for. §3.13.1, §3.13.2</summary>
internal sealed class ConditionVariables
{
    private readonly Dictionary<string, FragmentDefinition> fragments;
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);
    private readonly SortedSet<string> found = new(StringComparer.Ordinal);

    private ConditionVariables(Dictionary<string, FragmentDefinition> fragments) => this.fragments = fragments;

    public static string[] Of(OperationDefinition operation, Dictionary<string, FragmentDefinition> fragments)
    {
        var search = new ConditionVariables(fragments);
        search.Add(operation.SelectionSet);
        return [.. search.found];
    }

    private void Add(SelectionSet selections)
    {
        foreach (var selection in selections.Selections)
        {
            Add(selection.Directives);
            switch (selection)
            {
                case Field { SelectionSet: { } inner }:
                    Add(inner);
                    break;
                case InlineFragment inline:
                    Add(inline.SelectionSet);
                    break;
                case FragmentSpread spread when visited.Add(spread.FragmentName)
                    && fragments.TryGetValue(spread.FragmentName, out var fragment):
                    Add(fragment.SelectionSet);
                    break;
            }
        }
    }

    private void Add(IReadOnlyList<Directive> directives)
    {
        foreach (var directive in directives)
        {
            if (directive.DirectiveName is "skip" or "include"
                && directive.Arguments is [{ Value: Variable variable }, ..])
            {
                found.Add(variable.Name);
            }
        }
    }
}
