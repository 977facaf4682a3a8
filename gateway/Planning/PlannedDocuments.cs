using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Monitor.Gateway.Access;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Plans of the documents in use. A plan depends on the document, the operation, the variables that drive @skip and
/// @include, what callers may not have of it, and what labels of progressive overrides are on; it goes when its
/// document does.
/// </summary>
internal sealed class PlannedDocuments(QueryPlanner planner, GraphQLSchema schema)
{
    /// <summary>Beyond this many plans of one document (switches set in many ways) they are made anew.</summary>
    private const int MostPlans = 64;

    private readonly ConditionalWeakTable<Document, PlansOfDocument> documents = [];

    /// <param name="document">The client's.</param>
    /// <param name="operation">One of its operations.</param>
    /// <param name="variables">Coerced.</param>
    /// <param name="restriction">What the caller may not have; null where they may have all.</param>
    /// <exception cref="PlanningException">The supergraph does not satisfy the operation.</exception>
    public QueryPlan Get(
        Document document,
        OperationDefinition operation,
        IReadOnlyDictionary<string, object?> variables,
        Restriction? restriction = null)
    {
        var plans = documents.GetValue(restriction?.Document ?? document, static d => new PlansOfDocument(d));
        var overrides = planner.DecideOverrides();
        var key = plans.KeyOf(operation, variables) + overrides;
        if (plans.ByKey.TryGetValue(key, out var known))
        {
            return known;
        }
        var plan = restriction is null
            ? planner.Plan(document, operation, Switch, overrides)
            : planner.Plan(restriction.Document, restriction.For(operation), Switch, overrides) with
            {
                Selection = OperationNormalizer.Normalize(schema, document, operation, Switch, restriction.Refused),
            };
        if (plans.ByKey.Count < MostPlans)
        {
            plans.ByKey.TryAdd(key, plan);
        }
        return plan;

        bool Switch(string name) => variables.GetValueOrDefault(name) is true;
    }

    private sealed class PlansOfDocument(Document document)
    {
        private readonly IReadOnlyList<string> switches = OperationNormalizer.SwitchVariables(document);

        public ConcurrentDictionary<string, QueryPlan> ByKey { get; } = new();

        public string KeyOf(OperationDefinition operation, IReadOnlyDictionary<string, object?> variables) =>
            switches.Count == 0
                ? operation.Name?.Value ?? ""
                : $"{operation.Name?.Value} {string.Concat(
                    switches.Select(name => variables.GetValueOrDefault(name) is true ? '1' : '0'))}";
    }
}
