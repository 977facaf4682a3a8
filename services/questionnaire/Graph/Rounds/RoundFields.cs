using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers the fields about rounds.</summary>
internal static class RoundFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var rounds = services.GetRequiredService<RoundResolvers>();
        binder
            .Root("Query.round", rounds.RoundAsync)
            .Root("Query.rounds", rounds.RoundsAsync)
            .Type<Round>("Round")
            .Entity("Round", rounds.RoundEntitiesAsync)
            .Field<Round, Domain.Questionnaire>("Round.questionnaire", rounds.QuestionnairesOfAsync)
            .Field<Round, Participation?>("Round.participation", rounds.ParticipationAsync)
            .Type<Participation>("Participation")
            .Type<SizeClassParticipation>("SizeClassParticipation");
    }
}
