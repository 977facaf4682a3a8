using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers the fields about responses, and the mutations that write them.</summary>
internal static class ResponseFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        BindReading(binder, services.GetRequiredService<ResponseResolvers>());
        BindFillingIn(binder, services.GetRequiredService<ResponseMutations>());
        BindSubmitting(binder, services.GetRequiredService<SubmissionMutations>());
        BindRemarks(binder, services.GetRequiredService<RemarkMutations>());
        CodingFields.Bind(binder, services);
    }

    private static void BindReading(Binder binder, ResponseResolvers responses) => binder
        .Root("Query.response", responses.ResponseAsync)
        .Field<Municipality, object?>("Municipality.response", responses.ResponsesOfAsync)
        .Type<Response>("Response")
        .Entity("Response", responses.ResponseEntitiesAsync)
        .Field<Response, Municipality>("Response.municipality", responses.MunicipalitiesOfAsync)
        .Field<Response, Round>("Response.round", responses.RoundsOfAsync)
        .Field<Response, Progress>("Response.progress", responses.ProgressAsync)
        .Field<Response, IEnumerable<AnswerView>>("Response.answers", responses.AnswersAsync)
        .Field<Response, IEnumerable<RemarkView>>("Response.remarks", responses.RemarksAsync)
        .Field<Response, IEnumerable<PersonalDataWarning>>("Response.warnings", responses.WarningsAsync)
        .Field<Response, PrefillView>("Response.prefill", responses.PrefillAsync)
        .Field<Response, ChangeConnection>("Response.history", responses.HistoryAsync)
        .Type<Progress>("Progress")
        .Type<SectionProgress>("SectionProgress")
        .Type<AnswerView>("Answer")
        .Type<AnswerValueView>("AnswerValue")
        .Type<RemarkView>("Remark")
        .Type<PersonalDataWarning>("PersonalDataWarning")
        .Type<PrefillView>("Prefill")
        .Type<PrefilledQuestionView>("PrefilledQuestion")
        .Type<PrefillOrigin>("PrefillOrigin")
        .Field<PrefillOrigin, Municipality>("PrefillOrigin.municipality", responses.OriginsAsync)
        .Type<ChangeConnection>("ResponseChangeConnection")
        .Type<ChangeEdge>("ResponseChangeEdge")
        .Type<ChangeView>("ResponseChange")
        .Type<QuestionChangeView>("QuestionChange");

    private static void BindFillingIn(Binder binder, ResponseMutations mutations) => binder
        .Root("Mutation.startResponse", mutations.StartResponseAsync)
        .Root("Mutation.saveAnswer", mutations.SaveAnswerAsync)
        .Root("Mutation.saveAnswers", mutations.SaveAnswersAsync)
        .Root("Mutation.undoSave", mutations.UndoSaveAsync)
        .Root("Mutation.prefillResponse", mutations.PrefillResponseAsync)
        .Root("Mutation.confirmAnswers", mutations.ConfirmAnswersAsync);

    private static void BindSubmitting(Binder binder, SubmissionMutations mutations) => binder
        .Root("Mutation.submitResponse", mutations.SubmitResponseAsync)
        .Root("Mutation.reopenResponse", mutations.ReopenResponseAsync)
        .Root("Mutation.withdrawResponse", mutations.WithdrawResponseAsync);

    private static void BindRemarks(Binder binder, RemarkMutations mutations) => binder
        .Root("Mutation.addRemark", mutations.AddRemarkAsync)
        .Root("Mutation.changeRemark", mutations.ChangeRemarkAsync)
        .Root("Mutation.removeRemark", mutations.RemoveRemarkAsync);
}
