using Monitor.GraphQL.Execution;

namespace Monitor.Scoring.Graph;

/// <summary>What answers each field of schema.graphql.</summary>
public static class ScoringSchema
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var scores = services.GetRequiredService<ScoreResolvers>();
        binder
            .Type<MunicipalityReference>("Municipality")
            .Entity("Municipality", ScoreResolvers.MunicipalitiesAsync)
            .Field<MunicipalityReference, object?>("Municipality.scoreCard", scores.ScoreCardsAsync)
            .Root("Query.scoreCard", scores.ScoreCardAsync)

            .Type<ScoreCardView>("ScoreCard")
            .Type<ThemeScoreView>("ThemeScore")
            .Type<ObjectiveScoreView>("ObjectiveScore")
            .Type<ScorePointView>("ScorePoint")
            .Field<ScorePointView, string?>("ScorePoint.label", scores.LabelsAsync)
            .Type<ObjectiveReference>("Objective")
            .Type<PageInfo>("PageInfo");
        MeasureFields.Bind(binder, services);
        PlanFields.Bind(binder, services);
        HistoryFields.Bind(binder, services);
        RuleSetFields.Bind(binder, services);
        WhatIfFields.Bind(binder, services);
    }
}

/// <summary>A municipality that questionnaire refers to.</summary>
public sealed record MunicipalityReference(string Code);

/// <summary>An objective, which questionnaire describes.</summary>
public sealed record ObjectiveReference(string Id);
