using System.Text.Json;
using Monitor.GraphQL.Execution;
using Monitor.GraphQL.Schema;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers the fields about questionnaires and objectives.</summary>
internal static class QuestionnaireFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        BindQueries(binder, services.GetRequiredService<QuestionnaireResolvers>());
        BindMutations(binder, services.GetRequiredService<QuestionnaireMutations>());
    }

    private static void BindQueries(Binder binder, QuestionnaireResolvers questionnaires) => binder
        .Root("Query.questionnaire", questionnaires.QuestionnaireAsync)
        .Root("Query.questionnaires", questionnaires.QuestionnairesAsync)
        .Root("Query.questionnaireDifferences", questionnaires.DifferencesAsync)
        .Scalar("JSON", new JsonScalar())
        .Type<Domain.Questionnaire>("Questionnaire")
        .Field<Domain.Questionnaire, QuestionnaireStatus>("Questionnaire.status", questionnaires.StatusesAsync)
        .Field<Domain.Questionnaire, Domain.Questionnaire?>(
            "Questionnaire.supersedes", questionnaires.SupersededAsync)
        .Field<Domain.Questionnaire, Domain.Questionnaire?>(
            "Questionnaire.supersededBy", questionnaires.SupersededByAsync)
        .Field<Domain.Questionnaire, JsonElement>("Questionnaire.document", questionnaires.DocumentsAsync)
        .Field<Domain.Questionnaire, QuestionnairePreview?>("Questionnaire.preview", questionnaires.PreviewsAsync)
        .Field<Domain.Questionnaire, IEnumerable<QuestionnaireEvent>?>(
            "Questionnaire.history", questionnaires.HistoryAsync)
        .Type<DraftState>("QuestionnaireDraft")
        .Type<DocumentFault>("QuestionnaireFault")
        .Type<QuestionnaireEvent>("QuestionnaireChange")
        .Type<QuestionnairePreview>("QuestionnairePreview")
        .Type<PreviewProgress>("PreviewProgress")
        .Type<PreviewedQuestion>("PreviewedQuestion")
        .Type<QuestionnaireConnection>("QuestionnaireConnection")
        .Type<QuestionnaireEdge>("QuestionnaireEdge")
        .Type<Difference>("QuestionnaireDifference")
        .Type<Objective>("Objective")
        .Entity("Objective", questionnaires.ObjectiveEntitiesAsync)
        .Type<Question>("Question")
        .Type<VersionChange>("VersionChange")
        .Type<Option>("Option")
        .Type<Condition>("Condition");

    private static void BindMutations(Binder binder, QuestionnaireMutations questionnaires) => binder
        .Root("Mutation.createQuestionnaire", questionnaires.CreateAsync)
        .Root("Mutation.copyQuestionnaire", questionnaires.CopyAsync)
        .Root("Mutation.importQuestionnaire", questionnaires.ImportAsync)
        .Root("Mutation.saveQuestionnaire", questionnaires.SaveAsync)
        .Root("Mutation.changeQuestionnaire", questionnaires.ChangeAsync)
        .Root("Mutation.addObjective", questionnaires.AddObjectiveAsync)
        .Root("Mutation.changeObjective", questionnaires.ChangeObjectiveAsync)
        .Root("Mutation.moveObjective", questionnaires.MoveObjectiveAsync)
        .Root("Mutation.removeObjective", questionnaires.RemoveObjectiveAsync)
        .Root("Mutation.addQuestion", questionnaires.AddQuestionAsync)
        .Root("Mutation.changeQuestion", questionnaires.ChangeQuestionAsync)
        .Root("Mutation.moveQuestion", questionnaires.MoveQuestionAsync)
        .Root("Mutation.removeQuestion", questionnaires.RemoveQuestionAsync)
        .Root("Mutation.discardQuestionnaire", questionnaires.DiscardAsync)
        .Root("Mutation.restoreQuestionnaire", questionnaires.RestoreAsync)
        .Root("Mutation.publishQuestionnaire", questionnaires.PublishAsync);
}
