using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Section "Consent" of the schema.</summary>
internal static class ConsentFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var consents = services.GetRequiredService<ConsentResolvers>();
        var decisions = services.GetRequiredService<ConsentMutations>();
        binder
            .Field<Municipality, object?>("Municipality.consents", consents.ConsentsOfAsync)
            .Field<Municipality, object?>("Municipality.participation", consents.ParticipationsOfAsync)
            .Type<Consent>("Consent")
            .Type<ConsentDecision>("ConsentDecision")
            .Field<ConsentDecision, string?>("ConsentDecision.byName", consents.NamesAsync)
            .Type<Participation>("MunicipalityParticipation")
            .Type<ParticipationDecision>("MunicipalityParticipationDecision")
            .Field<ParticipationDecision, string?>("MunicipalityParticipationDecision.byName", consents.NamesAsync)
            .Root("Mutation.setParticipation", decisions.SetParticipationAsync)
            .Root("Mutation.giveConsent", decisions.GiveConsentAsync)
            .Root("Mutation.withdrawConsent", decisions.WithdrawConsentAsync);
    }
}
