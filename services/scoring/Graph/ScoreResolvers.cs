using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>Answers the score fields of schema.graphql. Reads only: <c>Events/</c> writes.</summary>
public sealed class ScoreResolvers(
    ScoreStore scores, RuleSetStore ruleSets, KnownRounds rounds, QuestionnaireClient questionnaires)
{
    /// <summary>Every code is a municipality here: whether it exists is for questionnaire to say.</summary>
    public static ValueTask<IReadOnlyList<MunicipalityReference>> MunicipalitiesAsync(
        IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken) =>
        new([.. representations.Select(r => new MunicipalityReference(r.Get("code")))]);

    /// <summary><c>Municipality.scoreCard</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> ScoreCardsAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, CancellationToken cancellationToken)
    {
        var round = context.Argument<int>("round");
        var ruleSet = context.Argument<string?>("ruleSet");
        return await OwnOnly.ForEachAsync(
            municipalities, context, async own => await FindAsync(own, round, ruleSet, cancellationToken));
    }

    /// <summary><c>Query.scoreCard</c>, which <c>Subscription.scoreCardCalculated</c> asks anew.</summary>
    public async ValueTask<ScoreCardView?> ScoreCardAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var own = context.Argument<string>("municipality");
        context.Caller().RequireOwn(own);
        return await FindAsync(own, context.Argument<int>("round"), ruleSet: null, cancellationToken);
    }

    private async Task<ScoreCardView?> FindAsync(
        string own, int round, string? ruleSet, CancellationToken cancellationToken)
    {
        if (await scores.CurrentAsync(own, round, ruleSet, cancellationToken) is { } current)
        {
            return new ScoreCardView(current);
        }

        await rounds.RequireAsync(round, cancellationToken);
        return ruleSet is null || await ruleSets.FindAsync(ruleSet, cancellationToken) is not null
            ? null
            : throw RuleSetResolvers.UnknownRuleSet(ruleSet);
    }

    /// <summary><c>ScorePoint.label</c>: the questionnaire is fetched once, and only for who asks.</summary>
    public async ValueTask<IReadOnlyList<string?>> LabelsAsync(
        IReadOnlyList<ScorePointView> points, FieldContext context, CancellationToken cancellationToken)
    {
        var labels = new Dictionary<(string, string), string>();
        foreach (var id in points.Select(p => p.Questionnaire).Distinct())
        {
            var questionnaire = await questionnaires.QuestionnaireAsync(id, cancellationToken);
            foreach (var question in questionnaire.Questions)
            {
                labels[(id, question.Id)] = question.Label;
            }
        }

        return [.. points.Select(p => labels.GetValueOrDefault((p.Questionnaire, p.Question)))];
    }
}
