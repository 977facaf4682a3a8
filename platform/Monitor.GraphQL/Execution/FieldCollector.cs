using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Execution;

/// <summary>Collects the fields that a selection asks of an object type. §6.3.2 CollectFields</summary>
internal sealed class FieldCollector
{
    private readonly ExecutableSchema schema;
    private readonly IReadOnlyDictionary<string, object?> variables;
    private readonly Dictionary<string, FragmentDefinition> fragments = [];

    /// <param name="schema">Tells what answers each field.</param>
    /// <param name="document">Holds the fragments.</param>
    /// <param name="variables">Coerced.</param>
    public FieldCollector(
        ExecutableSchema schema, Document document, IReadOnlyDictionary<string, object?> variables)
    {
        this.schema = schema;
        this.variables = variables;
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinition fragment)
            {
                fragments[fragment.Name.Value] = fragment;
            }
        }
    }

    public FieldSet Collect(ObjectType type, SelectionSet selections)
    {
        var collection = new Collection();
        Add(type, selections, collection);
        return new FieldSet(type, [.. collection.Fields]);
    }

    /// <summary>§6.4.3 MergeSelectionSets</summary>
    public FieldSet Collect(ObjectType type, List<Field> parents)
    {
        var collection = new Collection();
        foreach (var parent in parents)
        {
            if (parent.SelectionSet is { } selections)
            {
                Add(type, selections, collection);
            }
        }

        return new FieldSet(type, [.. collection.Fields]);
    }

    private void Add(ObjectType type, SelectionSet selections, Collection collection)
    {
        foreach (var selection in selections.Selections)
        {
            if (!IsIncluded(selection))
            {
                continue;
            }

            switch (selection)
            {
                case Field field:
                    AddField(type, field, collection);
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

    private void AddField(ObjectType type, Field field, Collection collection)
    {
        if (!collection.ByName.TryGetValue(field.ResponseName, out var planned))
        {
            // An unvalidated document may name an unknown field: §6.3 ExecuteCollectedFields leaves it out.
            if (schema.Find(type, field.Name.Value) is not { } binding)
            {
                return;
            }

            planned = new PlannedField(field.ResponseName, binding);
            collection.ByName.Add(field.ResponseName, planned);
            collection.Fields.Add(planned);
        }

        planned.Nodes.Add(field);
    }

    private void AddFragment(ObjectType type, FragmentSpread spread, Collection collection)
    {
        if (collection.Visited.Add(spread.Name.Value)
            && fragments.TryGetValue(spread.Name.Value, out var fragment)
            && Applies(type, fragment.TypeCondition))
        {
            Add(type, fragment.SelectionSet, collection);
        }
    }

    private bool Applies(ObjectType type, NamedTypeNode? condition) =>
        condition is null
        || (schema.Schema.Types.TryGetValue(condition.Name, out var named) && type.IsOf(named));

    /// <summary>§3.13.1, §3.13.2: skip wins over include.</summary>
    private bool IsIncluded(Selection selection)
    {
        foreach (var directive in selection.Directives)
        {
            var isSkip = directive.Name.Value == "skip";
            if ((isSkip || directive.Name.Value == "include") && Condition(directive) == isSkip)
            {
                return false;
            }
        }

        return true;
    }

    private bool Condition(Directive directive) => directive.Arguments is [{ } argument] && argument.Value switch
    {
        BooleanValue literal => literal.Value,
        Variable variable => variables.TryGetValue(variable.Name, out var value) && value is true,
        _ => false,
    };

    private sealed class Collection
    {
        public List<PlannedField> Fields { get; } = [];

        public Dictionary<string, PlannedField> ByName { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Visited { get; } = new(StringComparer.Ordinal);
    }
}
