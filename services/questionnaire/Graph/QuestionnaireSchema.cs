using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers each field of schema.graphql. Fields not named here are members of the same name.</summary>
public static class QuestionnaireSchema
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        BindAreas(binder, services.GetRequiredService<AreaResolvers>());
        BindRounds(binder, services.GetRequiredService<RoundResolvers>());
        BindResponses(binder, services.GetRequiredService<ResponseResolvers>());
        BindMutations(binder, services.GetRequiredService<ResponseMutations>());
    }

    private static void BindAreas(Binder binder, AreaResolvers areas) => binder
        .Root("Query.municipality", areas.MunicipalityAsync)
        .Root("Query.municipalities", areas.MunicipalitiesAsync)
        .Root("Query.region", areas.RegionAsync)
        .Root("Query.regions", areas.RegionsAsync)
        .Type<Municipality>("Municipality")
        .Entity("Municipality", areas.MunicipalityEntitiesAsync)
        .Field<Municipality, IEnumerable<Region>>("Municipality.regions", areas.RegionsOfAsync)
        .Field<Municipality, Municipality?>("Municipality.centreMunicipality", areas.CentreOfMunicipalityAsync)
        .Field<Municipality, IEnumerable<Succession>>("Municipality.predecessors", areas.PredecessorsAsync)
        .Field<Municipality, IEnumerable<Succession>>("Municipality.successors", areas.SuccessorsAsync)
        .Type<Succession>("Succession")
        .Field<Succession, Municipality?>("Succession.old", areas.OldAsync)
        .Field<Succession, Municipality?>("Succession.new", areas.NewAsync)
        .Type<Region>("Region")
        .Entity("Region", areas.RegionEntitiesAsync)
        .Field<Region, IEnumerable<Municipality>>("Region.municipalities", areas.MunicipalitiesOfAsync)
        .Field<Region, Municipality?>("Region.centreMunicipality", areas.CentreOfRegionAsync)
        .Type<MunicipalityConnection>("MunicipalityConnection")
        .Type<MunicipalityEdge>("MunicipalityEdge")
        .Type<PageInfo>("PageInfo");

    private static void BindRounds(Binder binder, RoundResolvers rounds) => binder
        .Root("Query.round", rounds.RoundAsync)
        .Root("Query.rounds", rounds.RoundsAsync)
        .Root("Query.questionnaire", rounds.QuestionnaireAsync)
        .Type<Round>("Round")
        .Entity("Round", rounds.RoundEntitiesAsync)
        .Field<Round, Domain.Questionnaire>("Round.questionnaire", rounds.QuestionnairesOfAsync)
        .Field<Round, Participation?>("Round.participation", rounds.ParticipationAsync)
        .Type<Participation>("Participation")
        .Type<SizeClassParticipation>("SizeClassParticipation")
        .Type<Domain.Questionnaire>("Questionnaire")
        .Type<Objective>("Objective")
        .Entity("Objective", rounds.ObjectiveEntitiesAsync)
        .Type<Question>("Question")
        .Type<Option>("Option")
        .Type<Condition>("Condition");

    private static void BindResponses(Binder binder, ResponseResolvers responses) => binder
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
        .Type<ResponseChange>("ResponseChange");

    private static void BindMutations(Binder binder, ResponseMutations mutations) => binder
        .Root("Mutation.startResponse", mutations.StartResponseAsync)
        .Root("Mutation.saveAnswers", mutations.SaveAnswersAsync)
        .Root("Mutation.submitResponse", mutations.SubmitResponseAsync);
}
