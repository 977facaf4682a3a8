using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>Answers the fields about questionnaires and objectives.</summary>
public sealed class QuestionnaireResolvers(QuestionnaireStore questionnaires)
{
    public async ValueTask<Domain.Questionnaire?> QuestionnaireAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument<string>("id");
        var found = await questionnaires.FindAsync([id], cancellationToken);
        return found.TryGetValue(id, out var questionnaire)
            ? questionnaire
            : throw new ClientException(
                "UNKNOWN_QUESTIONNAIRE", "There is no questionnaire with this id; a round names its own.");
    }

    public async ValueTask<IReadOnlyList<Objective?>> ObjectiveEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups("questionnaires");
        var ids = keys.Select(k => k.Get("id")).ToList();
        var found = await questionnaires.FindObjectivesAsync(ids, cancellationToken);
        return [.. ids.Select(id => found.GetValueOrDefault(id))];
    }
}
