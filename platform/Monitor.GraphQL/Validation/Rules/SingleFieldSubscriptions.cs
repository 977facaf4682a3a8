using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Single Root Field: a subscription selects exactly one field, always, and none of introspection. §5.2.4.1
/// </summary>
internal sealed class SingleFieldSubscriptions(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(OperationDefinition operation)
    {
        if (operation.Operation == OperationType.Subscription && Context.Schema.SubscriptionType is { } type)
        {
            var selected = new SubscribedFields(Context, type);
            selected.Collect(operation.SelectionSet);
            Judge(operation, selected);
        }
    }

    private void Judge(OperationDefinition operation, SubscribedFields selected)
    {
        var who = operation.Name is null ? "Anonymous Subscription" : $"Subscription \"{operation.Name}\"";
        if (selected.Conditions.Count > 0)
        {
            Context.Report(
                $"{who} must not use `@skip` or `@include` directives in the top level selection.",
                selected.Conditions);
            return;
        }

        if (selected.Fields.Count == 0)
        {
            Context.Report($"{who} must select one top level field.", operation.SelectionSet);
        }
        else if (selected.Fields.Count > 1)
        {
            Context.Report(
                $"{who} must select only one top level field.",
                selected.Fields.Values.Skip(1).SelectMany(nodes => nodes));
        }

        foreach (var nodes in selected.Fields.Values)
        {
            if (nodes[0].FieldName.StartsWith("__", StringComparison.Ordinal))
            {
                Context.Report($"{who} must not select an introspection top level field.", nodes);
            }
        }
    }
}

/// <summary>What a subscription selects at its root, fragments included.</summary>
internal sealed class SubscribedFields(ValidationContext context, ObjectType type)
{
    private readonly HashSet<(string Fragment, Directive? Deferred)> visited = [];

    /// <summary>By response name.</summary>
    public OrderedDictionary<string, List<Field>> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The directives that may leave something out; what they stand at is not collected.</summary>
    public List<Directive> Conditions { get; } = [];

    public void Collect(SelectionSet selections) => Collect(selections, deferred: null);

    private void Collect(SelectionSet selections, Directive? deferred)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Spend(selections);
        foreach (var selection in selections.Selections)
        {
            if (FindCondition(selection) is { } condition)
            {
                Conditions.Add(condition);
                continue;
            }

            switch (selection)
            {
                case Field field:
                    Add(field);
                    break;
                case InlineFragment inline when Applies(inline.TypeCondition):
                    Collect(inline.SelectionSet, DeferOf(inline) ?? deferred);
                    break;
                case FragmentSpread spread:
                    Follow(spread, DeferOf(spread) ?? deferred);
                    break;
            }
        }
    }

    private void Follow(FragmentSpread spread, Directive? deferred)
    {
        if (context.Fragments.TryGetValue(spread.FragmentName, out var fragment)
            && Applies(fragment.TypeCondition)
            && !visited.Contains((spread.FragmentName, null))
            && visited.Add((spread.FragmentName, deferred)))
        {
            Collect(fragment.SelectionSet, deferred);
        }
    }

    private void Add(Field field)
    {
        if (!Fields.TryGetValue(field.ResponseName, out var nodes))
        {
            Fields.Add(field.ResponseName, nodes = []);
        }

        nodes.Add(field);
    }

    private void Spend(SelectionSet selections)
    {
        context.Uses.Spend(selections.Selections.Count);
        foreach (var selection in selections.Selections)
        {
            context.Uses.Spend(selection.Directives.Count);
            context.Uses.Spend(selection.Find("defer")?.Arguments.Count ?? 0);
        }
    }

    private bool Applies(NamedTypeNode? condition) =>
        condition is null || (context.FindType(condition.Name) is { } named && type.IsOf(named));

    private static Directive? FindCondition(Selection selection) =>
        selection.Find("skip") ?? selection.Find("include");

    private static Directive? DeferOf(Selection selection) =>
        selection.Find("defer") is { } defer && defer.Find("if") is not BooleanValue { Value: false } ? defer : null;
}
