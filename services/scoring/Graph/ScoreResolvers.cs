using Monitor.GraphQL.Execution;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>Answers the score fields of schema.graphql. Reads only: <c>Events/</c> writes.</summary>
public sealed class ScoreResolvers(ScoreStore scores, KnownRounds rounds)
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
        return await OwnOnly.ForEachAsync(municipalities, context, async own =>
        {
            if (await scores.CurrentAsync(own, round, cancellationToken) is { } current)
            {
                return new ScoreCardView(current);
            }

            await rounds.RequireAsync(round, cancellationToken);
            return null;
        });
    }

    /// <summary><c>ObjectiveScore.objective</c>: the id is enough, questionnaire adds the rest.</summary>
    public static ValueTask<IReadOnlyList<ObjectiveReference>> ObjectivesAsync(
        IReadOnlyList<ObjectiveScore> scores, FieldContext context, CancellationToken cancellationToken) =>
        new([.. scores.Select(s => new ObjectiveReference(s.Objective))]);
}
