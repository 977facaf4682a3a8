using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>Collects the fields that a selection asks of an object type. §6.3.2 CollectFields</summary>
/// <param name="schema">Tells what answers each field.</param>
/// <param name="fragments">Of the document, by name.</param>
/// <param name="variables">The coerced values of those that <c>@skip</c> and <c>@include</c> name.</param>
/// <param name="budget">Counts the fields.</param>
internal sealed class FieldCollector(
    ExecutableSchema schema,
    Dictionary<string, FragmentDefinition> fragments,
    IReadOnlyDictionary<string, object?> variables,
    PlanBudget budget)
{
    /// <summary>Held while subfields are added to a plan.</summary>
    public Lock Padlock { get; } = new();

    /// <summary>The fields of a root type.</summary>
    public FieldSet Collect(ObjectType type, SelectionSet selections)
    {
        var collection = new Collection();
        Add(type, selections, collection);
        return ToFieldSet(type, collection, CacheRule.OfType(type));
    }

    /// <summary>The subfields of one field, from all selections of it. §6.4.3 CollectSubfields</summary>
    public FieldSet Collect(ObjectType type, Field[] parents, CacheRule freshness)
    {
        var collection = new Collection();
        foreach (var parent in parents)
        {
            if (parent.SelectionSet is { } selections)
            {
                Add(type, selections, collection);
            }
        }

        return ToFieldSet(type, collection, freshness);
    }

    private FieldSet ToFieldSet(ObjectType type, Collection collection, CacheRule freshness)
    {
        var fields = new List<PlannedField>(collection.Names.Count);
        foreach (var name in collection.Names)
        {
            Field[] nodes = [.. collection.Nodes[name]];

            // An unvalidated document may name an unknown field: §6.3 ExecuteCollectedFields leaves it out.
            if (schema.Find(type, nodes[0].Name.Value) is { } binding)
            {
                var rule = binding.Cache.Within(freshness);
                var isFirst = fields.Count == 0;
                fields.Add(new PlannedField(name, isFirst, binding, nodes, rule, this, schema.RuntimeTypes));
            }
        }

        budget.Spend(fields);
        return new FieldSet(type, freshness, [.. fields]) { Fault = collection.Fault };
    }

    private void Add(ObjectType type, SelectionSet selections, Collection collection)
    {
        foreach (var selection in selections.Selections)
        {
            if (!IsIncluded(selection, collection))
            {
                continue;
            }

            switch (selection)
            {
                case Field field:
                    collection.Add(field);
                    break;
                case FragmentSpread spread:
                    AddFragment(type, spread, collection);
                    break;
                case InlineFragment inline when Applies(type, inline.TypeCondition):
                    Add(type, inline.SelectionSet, collection);
                    break;
            }
        }
    }

    private void AddFragment(ObjectType type, FragmentSpread spread, Collection collection)
    {
        if (collection.Visited.Add(spread.FragmentName)
            && fragments.TryGetValue(spread.FragmentName, out var fragment)
            && Applies(type, fragment.TypeCondition))
        {
            Add(type, fragment.SelectionSet, collection);
        }
    }

    private bool Applies(ObjectType type, NamedTypeNode? condition) =>
        condition is null
        || (schema.Schema.Types.TryGetValue(condition.Name, out var named) && type.IsOf(named));

    /// <summary>§3.13.1, §3.13.2: skip wins over include.</summary>
    private bool IsIncluded(Selection selection, Collection collection) =>
        selection.Directives.Count == 0
        || (Condition(selection, "skip", collection) != true && Condition(selection, "include", collection) != false);

    /// <summary>What the directive says; null where it is not there, or does not fit.</summary>
    private bool? Condition(Selection selection, string name, Collection collection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.DirectiveName == name && directive.Arguments is [{ } argument, ..])
            {
                return argument.Value switch
                {
                    BooleanValue literal => literal.Value,
                    Variable variable => Condition(variable, name, collection),
                    _ => null,
                };
            }
        }

        return null;
    }

    private bool? Condition(Variable variable, string directive, Collection collection)
    {
        if (!variables.TryGetValue(variable.Name, out var value) || value is null)
        {
            collection.Fault ??= ArgumentFault.OfCondition(directive, variable, variables.ContainsKey(variable.Name));
        }

        return value as bool?;
    }

    /// <summary>§6.3.2: the selections by response name, in the order in which each name is met first.</summary>
    private sealed class Collection
    {
        public List<string> Names { get; } = [];

        public Dictionary<string, List<Field>> Nodes { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Visited { get; } = new(StringComparer.Ordinal);

        public ArgumentFault? Fault { get; set; }

        public void Add(Field field)
        {
            if (!Nodes.TryGetValue(field.ResponseName, out var nodes))
            {
                Names.Add(field.ResponseName);
                Nodes.Add(field.ResponseName, nodes = []);
            }

            nodes.Add(field);
        }
    }
}
