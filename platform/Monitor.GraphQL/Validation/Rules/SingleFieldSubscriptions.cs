using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>A subscription selects exactly one field, always, and none of introspection. §5.2.4.1</summary>
internal sealed class SingleFieldSubscriptions(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(OperationDefinition operation)
    {
        if (operation.Operation == OperationType.Subscription && Context.Schema.SubscriptionType is { } type)
        {
            var selected = new Selected();
            Collect(type, operation.SelectionSet, selected);
            Judge(operation, selected);
        }
    }

    private void Judge(OperationDefinition operation, Selected selected)
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
                selected.Fields.Skip(1).SelectMany(fields => fields.Nodes));
        }

        foreach (var (_, nodes) in selected.Fields.Where(IsIntrospection))
        {
            Context.Report($"{who} must not select an introspection top level field.", nodes);
        }
    }

    private static bool IsIntrospection((string Name, List<Field> Nodes) fields) =>
        fields.Nodes[0].Name.Value.StartsWith("__", StringComparison.Ordinal);

    private void Collect(ObjectType type, SelectionSet selections, Selected selected)
    {
        foreach (var selection in selections.Selections)
        {
            selected.Conditions.AddRange(
                selection.Directives.Where(directive => directive.Name.Value is "skip" or "include"));
            switch (selection)
            {
                case Field field:
                    selected.Add(field);
                    break;
                case FragmentSpread spread when selected.Visited.Add(spread.Name.Value)
                    && Context.Fragments.TryGetValue(spread.Name.Value, out var fragment)
                    && Applies(type, fragment.TypeCondition):
                    Collect(type, fragment.SelectionSet, selected);
                    break;
                case InlineFragment inline when Applies(type, inline.TypeCondition):
                    Collect(type, inline.SelectionSet, selected);
                    break;
            }
        }
    }

    private bool Applies(ObjectType type, NamedTypeNode? condition) =>
        condition is null || (Context.Schema.Find(condition) is NamedType named && type.IsOf(named));

    private sealed class Selected
    {
        public List<(string Name, List<Field> Nodes)> Fields { get; } = [];

        public List<Directive> Conditions { get; } = [];

        public HashSet<string> Visited { get; } = new(StringComparer.Ordinal);

        public void Add(Field field)
        {
            var known = Fields.FirstOrDefault(candidate => candidate.Name == field.ResponseName);
            if (known.Nodes is null)
            {
                Fields.Add(known = (field.ResponseName, []));
            }

            known.Nodes.Add(field);
        }
    }
}
