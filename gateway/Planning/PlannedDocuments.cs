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
    /// <exception cref="PlanTooComplexException">
    /// It takes too much work. That is kept too, so that asking again costs none.
    /// </exception>
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
            return known.OrThrow();
        }
        var made = Make(document, operation, restriction, overrides, Switch);
        if (plans.ByKey.Count < MostPlans)
        {
            plans.ByKey.TryAdd(key, made);
        }
        return made.OrThrow();

        bool Switch(string name) => variables.GetValueOrDefault(name) is true;
    }

    private Planned Make(
        Document document,
        OperationDefinition operation,
        Restriction? restriction,
        string overrides,
        Func<string, bool> variable)
    {
        try
        {
            return new Planned(
                restriction is null
                    ? planner.Plan(document, operation, variable, overrides)
                    : planner.Plan(restriction.Document, restriction.For(operation), variable, overrides) with
                    {
                        Selection = OperationNormalizer.Normalize(
                            schema, document, operation, variable, restriction.Refused),
                    },
                Refusal: null);
        }
        catch (PlanTooComplexException refusal) when (refusal.IsOfTheOperation)
        {
            return new Planned(Plan: null, refusal);
        }
    }

    /// <summary>A plan, or why there is none.</summary>
    private sealed record Planned(QueryPlan? Plan, PlanTooComplexException? Refusal)
    {
        public QueryPlan OrThrow() => Plan ?? throw Refusal!;
    }

    private sealed class PlansOfDocument(Document document)
    {
        private readonly IReadOnlyList<string> switches = OperationNormalizer.SwitchVariables(document);

        public ConcurrentDictionary<string, Planned> ByKey { get; } = new();

        public string KeyOf(OperationDefinition operation, IReadOnlyDictionary<string, object?> variables) =>
            switches.Count == 0
                ? operation.Name?.Value ?? ""
                : $"{operation.Name?.Value} {string.Concat(
                    switches.Select(name => variables.GetValueOrDefault(name) is true ? '1' : '0'))}";
    }
}
