using Monitor.GraphQL.Execution;
using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Graph;

/// <summary>What answers the fields about plans.</summary>
internal static class PlanFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        BindPlans(binder, services.GetRequiredService<PlanResolvers>());
        BindMutations(
            binder, services.GetRequiredService<PlanMutations>(), services.GetRequiredService<GoalMutations>());
    }

    private static void BindPlans(Binder binder, PlanResolvers plans) => binder
        .Root("Query.plan", plans.PlanAsync)
        .Field<MunicipalityReference, object?>("Municipality.plan", plans.CurrentAsync)
        .Field<MunicipalityReference, object?>("Municipality.plans", plans.AllAsync)
        .Type<Plan>("Plan")
        .Field<Plan, IEnumerable<GoalView>>("Plan.goals", plans.GoalsAsync)
        .Field<Plan, IEnumerable<GoalView>>("Plan.removedGoals", plans.RemovedGoalsAsync)
        .Field<Plan, History<PlanChange>>("Plan.history", plans.HistoryAsync)
        .Type<GoalView>("Goal")
        .Field<GoalView, IEnumerable<GoalProgress>>("Goal.progress", plans.ProgressAsync)
        .Type<Targets>("Targets")
        .Type<GoalMeasureView>("GoalMeasure")
        .Field<GoalMeasureView, MeasureMark?>("GoalMeasure.mark", plans.MarksAsync)
        .Type<GoalProgress>("GoalProgress")
        .Type<ProgressPoint>("ProgressPoint")
        .Type<History<PlanChange>>("PlanHistory")
        .Type<Edge<PlanChange>>("PlanHistoryEdge")
        .Type<PlanChange>("PlanChange")
        .Type<FieldChange>("PlanFieldChange");

    private static void BindMutations(Binder binder, PlanMutations plans, GoalMutations goals) => binder
        .Root("Mutation.startPlan", plans.StartAsync)
        .Root("Mutation.changePlan", plans.ChangeAsync)
        .Root("Mutation.closePlan", plans.CloseAsync)
        .Root("Mutation.reopenPlan", plans.ReopenAsync)
        .Root("Mutation.addGoal", goals.AddAsync)
        .Root("Mutation.changeGoal", goals.ChangeAsync)
        .Root("Mutation.removeGoal", goals.RemoveAsync)
        .Root("Mutation.restoreGoal", goals.RestoreAsync)
        .Root("Mutation.reorderGoals", goals.ReorderAsync);
}
