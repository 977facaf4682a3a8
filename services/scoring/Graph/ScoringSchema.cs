using Monitor.GraphQL.Execution;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Storage;

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

            .Type<ScoreCardView>("ScoreCard")
            .Type<ThemeScoreView>("ThemeScore")
            .Type<ObjectiveScore>("ObjectiveScore")
            .Field<ObjectiveScore, ObjectiveReference>("ObjectiveScore.objective", ScoreResolvers.ObjectivesAsync)
            .Type<ScorePoint>("ScorePoint")
            .Type<ObjectiveReference>("Objective")
            .Type<PageInfo>("PageInfo");
        MeasureFields.Bind(binder, services);
        HistoryFields.Bind(binder, services);
    }
}

/// <summary>A municipality that questionnaire refers to.</summary>
public sealed record MunicipalityReference(string Code);

/// <summary>An objective, which questionnaire describes.</summary>
public sealed record ObjectiveReference(string Id);

/// <summary>A scored revision as clients see it.</summary>
public sealed record ScoreCardView(ScoredResponse Scored)
{
    public int Round => Scored.Round;

    public string RuleSet => Scored.Card.RuleSet;

    public string Questionnaire => Scored.Questionnaire;

    public int Revision => Scored.Revision;

    public bool Generated => Scored.Generated;

    /// <summary>Rounded for display only: the band is of the unrounded average.</summary>
    public decimal? Average => Scored.Card.Average is { } exact ? Points.Shown(exact) : null;

    public Band? Band => Scored.Card.Band;

    public IReadOnlyList<ThemeScoreView> Themes => [.. Scored.Card.Themes.Select(t => new ThemeScoreView(t))];

    public IReadOnlyList<ObjectiveScore> Objectives => Scored.Card.Objectives;
}

/// <summary>A theme's mean as clients see it.</summary>
public sealed record ThemeScoreView(ThemeScore Score)
{
    public Theme Theme => Score.Theme;

    /// <summary>Rounded for display only: the band is of the unrounded average.</summary>
    public decimal? Average => Score.Average is { } exact ? Points.Shown(exact) : null;

    public Band? Band => Score.Band;

    public int Objectives => Score.Objectives;

    public int Answered => Score.Answered;
}
