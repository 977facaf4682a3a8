using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>What members tell each other: section "Posts" of the schema.</summary>
internal static class PostFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var tips = services.GetRequiredService<TipResolvers>();
        var mutations = services.GetRequiredService<TipMutations>();
        binder
            .Root("Query.tips", tips.TipsAsync)
            .Root("Mutation.postTip", mutations.PostTipAsync)
            .Root("Mutation.markTipUseful", mutations.MarkTipUsefulAsync)
            .Type<Tip>("Tip")
            .Type<TipConnection>("TipConnection")
            .Type<TipEdge>("TipEdge")
            .Field<Objective, TipConnection?>("Objective.tips", tips.OfObjectivesAsync)
            .Field<Suggestion, TipConnection?>("Suggestion.tips", tips.OfSuggestionsAsync);
    }
}
