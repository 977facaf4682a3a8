using System.Collections.Concurrent;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>The plans of a document's operations, made when they are first asked for.</summary>
internal sealed class DocumentPlans
{
    private readonly ConcurrentDictionary<OperationDefinition, OperationPlans> operations = new();
    private readonly Dictionary<string, FragmentDefinition> fragments = new(StringComparer.Ordinal);
    private readonly ExecutableSchema schema;
    private readonly PlanBudget budget;

    public DocumentPlans(ExecutableSchema schema, Document document)
    {
        this.schema = schema;
        budget = new PlanBudget(document);
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinition fragment)
            {
                fragments[fragment.Name.Value] = fragment;
            }
        }
    }

    public OperationPlan Find(OperationDefinition operation, ObjectType root, Variables variables) => operations
        .GetOrAdd(operation, static (key, all) => new OperationPlans(all.schema, all.fragments, key, all.budget), this)
        .Find(root, variables);
}

/// <summary>The plans of one operation: one for each combination of what its <c>@skip</c>s and
/// <c>@include</c>s say.</summary>
internal sealed class OperationPlans(
    ExecutableSchema schema,
    Dictionary<string, FragmentDefinition> fragments,
    OperationDefinition operation,
    PlanBudget budget)
{
    /// <summary>Beyond it a client tries combinations out: they are planned for each request.</summary>
    private const int MaximumKept = 32;

    private static readonly Dictionary<string, object?> NoConditions = [];

    private readonly ConcurrentDictionary<string, OperationPlan> conditional = new(StringComparer.Ordinal);
    private readonly string[] conditions = ConditionVariables.Of(operation, fragments);
    private OperationPlan? only;

    public OperationPlan Find(ObjectType root, Variables variables)
    {
        if (conditions.Length == 0)
        {
            return only ??= Make(root, NoConditions);
        }

        var key = string.Create(conditions.Length, (conditions, variables), static (states, given) =>
        {
            for (var i = 0; i < states.Length; i++)
            {
                states[i] = StateOf(given.conditions[i], given.variables);
            }
        });
        if (!conditional.TryGetValue(key, out var plan))
        {
            plan = Make(root, ValuesOf(variables));
            if (conditional.Count < MaximumKept)
            {
                conditional.TryAdd(key, plan);
            }
        }

        return plan;
    }

    private Dictionary<string, object?> ValuesOf(Variables variables)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var name in conditions)
        {
            if (variables.TryGet(name, out var value))
            {
                values.Add(name, value);
            }
        }

        return values;
    }

    private static char StateOf(string condition, Variables variables) =>
        !variables.TryGet(condition, out var value) ? 'a' : value switch
        {
            true => 't',
            false => 'f',
            _ => 'n',
        };

    private OperationPlan Make(ObjectType root, IReadOnlyDictionary<string, object?> values)
    {
        var collector = new FieldCollector(schema, fragments, values, budget);
        return new OperationPlan(schema, operation, collector.Collect(root, operation.SelectionSet), budget);
    }
}

/// <summary>
/// An operation, ready to be executed any number of times: what it asks of which type is found once. Safe to share.
/// </summary>
internal sealed record OperationPlan(
    ExecutableSchema Schema, OperationDefinition Operation, FieldSet Root, PlanBudget Budget)
{
    /// <summary>How long the last answer was: the next one will hardly differ, and takes its memory at once.</summary>
    public int UsualBytes { get; set; } = 1_024;
}
