using Monitor.GraphQL.Execution;

namespace Monitor.Scoring.Graph;

/// <summary>What answers the fields about scores over all rounds.</summary>
internal static class HistoryFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var history = services.GetRequiredService<HistoryResolvers>();
        binder
            .Field<MunicipalityReference, object?>("Municipality.scoreHistory", history.HistoriesAsync)
            .Type<RoundScoreView>("RoundScore")
            .Type<RoundObjectiveView>("RoundObjectiveScore")
            .Type<DerivationView>("Derivation")
            .Type<DerivedFromView>("DerivedFrom");
    }
}
