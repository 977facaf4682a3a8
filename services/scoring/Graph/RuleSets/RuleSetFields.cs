using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Schema;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>What answers the fields about rule sets.</summary>
internal static class RuleSetFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        BindRuleSets(binder, services.GetRequiredService<RuleSetResolvers>());
        BindMutations(binder, services.GetRequiredService<RuleSetMutations>());
        BindImpact(binder, services.GetRequiredService<ImpactResolvers>());
    }

    private static void BindRuleSets(Binder binder, RuleSetResolvers ruleSets) => binder
        .Root("Query.ruleSet", ruleSets.RuleSetAsync)
        .Root("Query.ruleSets", ruleSets.RuleSetsAsync)
        .Scalar("JSON", new JsonScalar())
        .Root("Query.ruleSetSchema", RuleSetResolvers.SchemaAsync)
        .Root("Query.ruleSetDraft", ruleSets.DraftAsync)
        .Root("Query.ruleSetDrafts", ruleSets.DraftsAsync)
        .Type<RuleSetView>("RuleSet")
        .Field<RuleSetView, IEnumerable<Recalculation>?>("RuleSet.recalculations", ruleSets.RecalculationsAsync)
        .Field<RuleSetView, IEnumerable<RuleSetChange>?>("RuleSet.history", ruleSets.HistoryAsync)
        .Type<Norms>("Norms")
        .Type<PartRulesView>("PartRules")
        .Type<RuleView>("Rule")
        .Type<OptionPoints>("OptionPoints")
        .Type<Recalculation>("Recalculation")
        .Type<RuleSetDraft>("RuleSetDraft")
        .Field<RuleSetDraft, object>("RuleSetDraft.document", RuleSetResolvers.DocumentsAsync)
        .Field<RuleSetDraft, IEnumerable<RuleSetFault>?>("RuleSetDraft.faults", ruleSets.FaultsAsync)
        .Field<RuleSetDraft, IEnumerable<RuleSetChange>>("RuleSetDraft.history", ruleSets.DraftHistoryAsync)
        .Type<RuleSetFault>("RuleSetFault")
        .Type<RuleSetChange>("RuleSetChange");

    private static void BindMutations(Binder binder, RuleSetMutations mutations) => binder
        .Root("Mutation.draftRuleSet", mutations.DraftAsync)
        .Root("Mutation.saveRuleSetDraft", mutations.SaveAsync)
        .Root("Mutation.discardRuleSetDraft", mutations.DiscardAsync)
        .Root("Mutation.publishRuleSet", mutations.PublishAsync);

    private static void BindImpact(Binder binder, ImpactResolvers impact) => binder
        .Root("Query.ruleSetImpact", impact.ImpactAsync)
        .Type<RuleSetImpactView>("RuleSetImpact")
        .Type<ScoreImpactView>("ScoreImpact")
        .Type<ObjectiveImpactView>("ObjectiveImpact")
        .Type<MeanChangeView>("MeanChange")
        .Type<BandChangeView>("BandChange")
        .Type<DifferenceCount>("DifferenceCount");
}
