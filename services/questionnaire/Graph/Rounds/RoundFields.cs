using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>What answers the fields about rounds.</summary>
internal static class RoundFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var rounds = services.GetRequiredService<RoundResolvers>();
        var mutations = services.GetRequiredService<RoundMutations>();
        var invitations = services.GetRequiredService<InvitationMutations>();
        binder
            .Root("Query.round", rounds.RoundAsync)
            .Root("Query.rounds", rounds.RoundsAsync)
            .Type<Round>("Round")
            .Entity("Round", rounds.RoundEntitiesAsync)
            .Field<Round, Domain.Questionnaire>("Round.questionnaire", rounds.QuestionnairesOfAsync)
            .Field<Round, Participation?>("Round.participation", rounds.ParticipationAsync)
            .Field<Round, Connection<Municipality>>("Round.invited", rounds.InvitedAsync)
            .Field<Round, Connection<RoundChange>>("Round.changes", rounds.ChangesAsync)
            .Type<Participation>("Participation")
            .Type<ParticipationCounts>("ParticipationCounts")
            .Type<SizeClassParticipation>("SizeClassParticipation")
            .Type<Connection<Municipality>>("InvitedConnection")
            .Type<Edge<Municipality>>("InvitedEdge")
            .Type<Connection<RoundChange>>("RoundChangeConnection")
            .Type<Edge<RoundChange>>("RoundChangeEdge")
            .Type<RoundChange>("RoundChange")
            .Type<RoundFieldChange>("RoundFieldChange")
            .Root("Mutation.planRound", mutations.PlanRoundAsync)
            .Root("Mutation.changeRound", mutations.ChangeRoundAsync)
            .Root("Mutation.cancelRound", mutations.CancelRoundAsync)
            .Root("Mutation.openRound", mutations.OpenRoundAsync)
            .Root("Mutation.closeRound", mutations.CloseRoundAsync)
            .Root("Mutation.inviteMunicipalities", invitations.InviteMunicipalitiesAsync)
            .Root("Mutation.uninviteMunicipalities", invitations.UninviteMunicipalitiesAsync);
    }
}
