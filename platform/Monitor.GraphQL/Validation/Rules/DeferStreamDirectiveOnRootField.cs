using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Nothing at the root of a mutation or subscription is deferred or streamed. Not in the edition of 2025; it matters
/// where a schema defines these directives.
/// </summary>
internal sealed class DeferStreamDirectiveOnRootField(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> goodFragments = new(StringComparer.Ordinal);

    public override void Enter(OperationDefinition operation)
    {
        if (operation.Operation == OperationType.Query
            || Context.Schema.RootType(operation.Operation) is not { } root)
        {
            return;
        }

        var visited = new HashSet<string>(StringComparer.Ordinal);
        var where = $"{operation.Operation.ToString().ToLowerInvariant()} type \"{root}\"";
        if (IsGood(operation.SelectionSet, where, visited))
        {
            goodFragments.UnionWith(visited);
        }
    }

    private bool IsGood(SelectionSet selections, string where, HashSet<string> visited)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var isGood = true;
        foreach (var selection in selections.Selections)
        {
            isGood &= selection switch
            {
                Field => Judge(selection, "stream", where),
                InlineFragment inline =>
                    Judge(inline, "defer", where) & IsGood(inline.SelectionSet, where, visited),
                FragmentSpread spread => IsGood(spread, where, visited),
                _ => true,
            };
        }

        return isGood;
    }

    private bool IsGood(FragmentSpread spread, string where, HashSet<string> visited)
    {
        var name = spread.FragmentName;
        if (!visited.Add(name) || !Context.Fragments.TryGetValue(name, out var fragment))
        {
            return true;
        }

        return Judge(spread, "defer", where)
            & (goodFragments.Contains(name) || IsGood(fragment.SelectionSet, where, visited));
    }

    private bool Judge(Selection selection, string directiveName, string where)
    {
        if (selection.Find(directiveName) is not { } directive)
        {
            return true;
        }

        var name = directiveName == "defer" ? "Defer" : "Stream";
        Context.Report($"{name} directive cannot be used on root {where}.", directive);
        return false;
    }
}
