using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers the fields about responses, and the mutations that write them.</summary>
internal static class ResponseFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var responses = services.GetRequiredService<ResponseResolvers>();
        var mutations = services.GetRequiredService<ResponseMutations>();
        binder
            .Root("Query.response", responses.ResponseAsync)
            .Field<Municipality, object?>("Municipality.response", responses.ResponsesOfAsync)
            .Type<Response>("Response")
            .Entity("Response", responses.ResponseEntitiesAsync)
            .Field<Response, Municipality>("Response.municipality", responses.MunicipalitiesOfAsync)
            .Field<Response, Round>("Response.round", responses.RoundsOfAsync)
            .Field<Response, Progress>("Response.progress", responses.ProgressAsync)
            .Field<Response, IEnumerable<AnswerView>>("Response.answers", responses.AnswersAsync)
            .Field<Response, IEnumerable<ResponseChange>>("Response.history", responses.HistoryAsync)
            .Type<Progress>("Progress")
            .Type<AnswerView>("Answer")
            .Type<ResponseChange>("ResponseChange")
            .Root("Mutation.startResponse", mutations.StartResponseAsync)
            .Root("Mutation.saveAnswers", mutations.SaveAnswersAsync)
            .Root("Mutation.submitResponse", mutations.SubmitResponseAsync);
    }
}
