using System.Runtime.CompilerServices;
using Monitor.Gateway.Planning;
using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Execution.Shapes;

/// <summary>Plans with what they were compiled to, as long as the plans are kept.</summary>
internal sealed class CompiledPlans(FederatedGraph graph)
{
    private readonly ObjectTypes types = new(graph);
    private readonly ConditionalWeakTable<QueryPlan, CompiledPlan> compiled = [];

    public CompiledPlan Of(QueryPlan plan) => compiled.GetValue(plan, p => new CompiledPlan(p, types));
}
