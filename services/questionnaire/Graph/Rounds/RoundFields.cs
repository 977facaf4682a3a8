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
        BindMail(binder, services);
        BindRate(binder, services.GetRequiredService<RateResolvers>());
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

    private static void BindRate(Binder binder, RateResolvers rates) => binder
        .Field<Round, ResponseRate>("Round.responseRate", rates.ResponseRatesAsync)
        .Root("Query.responseRate", rates.ResponseRateAsync)
        .Field<Round, IEnumerable<Municipality>>("Round.withoutContact", rates.WithoutContactAsync)
        .Type<ResponseRate>("ResponseRate")
        .Field<ResponseRate, IReadOnlyList<RegionRate>>("ResponseRate.byRegion", rates.ByRegionAsync)
        .Field<ResponseRate, IEnumerable<Municipality>>("ResponseRate.notStarted", rates.NotStartedAsync)
        .Field<ResponseRate, IEnumerable<Municipality>>("ResponseRate.notSubmitted", rates.NotSubmittedAsync)
        .Type<RateCounts>("RateCounts")
        .Type<SizeClassRate>("SizeClassRate")
        .Type<RegionRate>("RegionRate")
        .Type<DayRate>("DayRate");

    private static void BindMail(Binder binder, IServiceProvider services)
    {
        var mails = services.GetRequiredService<MailResolvers>();
        var mutations = services.GetRequiredService<MailMutations>();
        var contacts = services.GetRequiredService<ContactMutations>();
        binder
            .Field<Municipality, object?>("Municipality.contacts", mails.ContactsAsync)
            .Type<Contact>("Contact")
            .Field<Round, MailTextView>("Round.invitationText", mails.InvitationTextsAsync)
            .Type<MailTextView>("MailText")
            .Field<Round, IEnumerable<ReminderView>>("Round.reminders", mails.RemindersAsync)
            .Type<ReminderView>("Reminder")
            .Field<Round, MailText>("Round.mailPreview", mails.PreviewsAsync)
            .Type<MailText>("FilledMail")
            .Field<Round, Connection<RoundMail>>("Round.invitations", mails.InvitationsAsync)
            .Type<Connection<RoundMail>>("RoundMailConnection")
            .Type<Edge<RoundMail>>("RoundMailEdge")
            .Type<RoundMail>("RoundMail")
            .Field<RoundMail, Municipality>("RoundMail.municipality", mails.MunicipalitiesOfAsync)
            .Root("Mutation.setContact", contacts.SetContactAsync)
            .Root("Mutation.removeContact", contacts.RemoveContactAsync)
            .Root("Mutation.importContacts", contacts.ImportContactsAsync)
            .Type<ContactImport>("ContactImport")
            .Type<ContactFault>("ContactFault")
            .Root("Mutation.setInvitationText", mutations.SetInvitationTextAsync)
            .Root("Mutation.setReminders", mutations.SetRemindersAsync)
            .Root("Mutation.sendInvitations", mutations.SendInvitationsAsync)
            .Root("Mutation.retryInvitations", mutations.RetryInvitationsAsync);
    }
}
