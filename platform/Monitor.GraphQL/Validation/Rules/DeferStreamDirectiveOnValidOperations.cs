using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Nothing within a subscription is deferred or streamed unless a variable may switch it off. Not in the edition of
/// 2025; it matters where a schema defines these directives.
/// </summary>
internal sealed class DeferStreamDirectiveOnValidOperations(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> goodFragments = new(StringComparer.Ordinal);
    private readonly List<FragmentSpread> path = [];

    public override void Enter(OperationDefinition operation)
    {
        if (operation.Operation != OperationType.Subscription)
        {
            return;
        }

        var visited = new HashSet<string>(StringComparer.Ordinal);
        if (IsGood(operation.SelectionSet, visited))
        {
            goodFragments.UnionWith(visited);
        }
    }

    private bool IsGood(SelectionSet selections, HashSet<string> visited)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var isGood = true;
        foreach (var selection in selections.Selections)
        {
            if (MayBeLeftOut(selection))
            {
                continue;
            }

            foreach (var directive in selection.Directives)
            {
                isGood &= Judge(directive);
            }

            isGood &= selection switch
            {
                Field { SelectionSet: { } inner } => IsGood(inner, visited),
                InlineFragment inline => IsGood(inline.SelectionSet, visited),
                FragmentSpread spread => IsGood(spread, visited),
                _ => true,
            };
        }

        return isGood;
    }

    private bool IsGood(FragmentSpread spread, HashSet<string> visited)
    {
        var name = spread.FragmentName;
        if (goodFragments.Contains(name)
            || !visited.Add(name)
            || !Context.Fragments.TryGetValue(name, out var fragment))
        {
            return true;
        }

        path.Add(spread);
        var isGood = IsGood(fragment.SelectionSet, visited);
        path.RemoveAt(path.Count - 1);
        return isGood;
    }

    private bool Judge(Directive directive)
    {
        var name = directive.DirectiveName switch
        {
            "defer" => "Defer",
            "stream" => "Stream",
            _ => null,
        };
        if (name is null || directive.Find("if") is Variable or BooleanValue { Value: false })
        {
            return true;
        }

        Context.Report(
            $"{name} directive not supported on subscription operations. Disable `@{directive.Name}` by setting the"
            + " `if` argument to `false`.",
            [directive, .. Enumerable.Reverse(path)]);
        return false;
    }

    private static bool MayBeLeftOut(Selection selection) =>
        (selection.Find("skip") is { } skip && skip.Find("if") is not BooleanValue { Value: false })
        || (selection.Find("include") is { } include
            && include.Find("if") is not (null or BooleanValue { Value: true }));
}
