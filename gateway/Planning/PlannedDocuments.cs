using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Planning;

/// <summary>
/// Plans of the documents in use. A plan depends on the document, the operation and the variables that drive @skip and
/// @include; it goes when its document does.
/// </summary>
internal sealed class PlannedDocuments(QueryPlanner planner)
{
    /// <summary>Beyond this many plans of one document (switches set in many ways) they are made anew.</summary>
    private const int MostPlans = 64;

    private readonly ConditionalWeakTable<Document, PlansOfDocument> documents = [];

    /// <exception cref="PlanningException">The supergraph does not satisfy the operation.</exception>
    public QueryPlan Get(
        Document document, OperationDefinition operation, IReadOnlyDictionary<string, object?> variables)
    {
        var plans = documents.GetValue(document, static d => new PlansOfDocument(d));
        var key = plans.KeyOf(operation, variables);
        if (plans.ByKey.TryGetValue(key, out var known))
        {
            return known;
        }
        var plan = planner.Plan(document, operation, name => variables.GetValueOrDefault(name) is true);
        if (plans.ByKey.Count < MostPlans)
        {
            plans.ByKey.TryAdd(key, plan);
        }
        return plan;
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
