using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>What answers each field of schema.graphql. Fields not named here are members of the same name.</summary>
public static class CommunitySchema
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var tips = services.GetRequiredService<TipResolvers>();
        var consents = services.GetRequiredService<ConsentResolvers>();
        var decisions = services.GetRequiredService<ConsentMutations>();
        var mutations = services.GetRequiredService<TipMutations>();
        binder
            .Root("Query.tips", tips.TipsAsync)
            .Root("Mutation.postTip", mutations.PostTipAsync)
            .Root("Mutation.markTipUseful", mutations.MarkTipUsefulAsync)
            .Type<Tip>("Tip")
            .Type<TipConnection>("TipConnection")
            .Type<TipEdge>("TipEdge")
            .Type<PageInfo>("PageInfo")
            .Type<Municipality>("Municipality")
            .Entity("Municipality", ConsentResolvers.MunicipalityEntitiesAsync)
            .Field<Municipality, object?>("Municipality.consents", consents.ConsentsOfAsync)
            .Type<Consent>("Consent")
            .Type<ConsentDecision>("ConsentDecision")
            .Root("Mutation.giveConsent", decisions.GiveConsentAsync)
            .Root("Mutation.withdrawConsent", decisions.WithdrawConsentAsync)
            .Type<Objective>("Objective")
            .Entity("Objective", tips.ObjectiveEntitiesAsync)
            .Field<Objective, TipConnection?>("Objective.tips", tips.OfObjectivesAsync)
            .Type<Suggestion>("Suggestion")
            .Entity("Suggestion", tips.SuggestionEntitiesAsync)
            .Field<Suggestion, TipConnection?>("Suggestion.tips", tips.OfSuggestionsAsync);
    }
}
