using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;

namespace Monitor.Community.Graph;

/// <summary>Section "Members" of the schema.</summary>
internal static class MemberFields
{
    public static void Bind(Binder binder, IServiceProvider services)
    {
        var members = services.GetRequiredService<MemberResolvers>();
        binder
            .Root("Query.me", members.MeAsync)
            .Root("Query.members", members.MembersAsync)
            .Root("Query.accessRequests", members.AccessRequestsAsync)
            .Root("Query.invitations", members.InvitationsAsync)
            .Root("Query.machines", members.MachinesAsync)
            .Root("Query.emailDomains", services.GetRequiredService<DomainResolvers>().EmailDomainsAsync)
            .Field<Municipality, object?>("Municipality.members", members.ColleaguesAsync)
            .Field<Municipality, object?>("Municipality.machines", members.MachinesOfAsync)
            .Type<Me>("Me")
            .Type<Member>("Member")
            .Type<Connection<Member>>("MemberConnection")
            .Type<Edge<Member>>("MemberEdge")
            .Type<AccessRequestView>("AccessRequest")
            .Type<Connection<AccessRequestView>>("AccessRequestConnection")
            .Type<Edge<AccessRequestView>>("AccessRequestEdge")
            .Type<Invitation>("Invitation")
            .Type<Connection<Invitation>>("InvitationConnection")
            .Type<Edge<Invitation>>("InvitationEdge")
            .Type<Machine>("Machine")
            .Type<EmailDomain>("EmailDomain");
        BindMutations(binder, services);
    }

    private static void BindMutations(Binder binder, IServiceProvider services)
    {
        var requests = services.GetRequiredService<RequestMutations>();
        var access = services.GetRequiredService<AccessMutations>();
        var invitations = services.GetRequiredService<InvitationMutations>();
        var members = services.GetRequiredService<MemberMutations>();
        var domains = services.GetRequiredService<DomainMutations>();
        var machines = services.GetRequiredService<MachineMutations>();
        binder
            .Root("Mutation.requestAccess", requests.RequestAccessAsync)
            .Root("Mutation.resendConfirmation", requests.ResendConfirmationAsync)
            .Root("Mutation.confirmEmail", requests.ConfirmEmailAsync)
            .Root("Mutation.withdrawRequest", requests.WithdrawRequestAsync)
            .Root("Mutation.approveAccess", access.ApproveAccessAsync)
            .Root("Mutation.refuseAccess", access.RefuseAccessAsync)
            .Root("Mutation.inviteMember", invitations.InviteMemberAsync)
            .Root("Mutation.withdrawInvitation", invitations.WithdrawInvitationAsync)
            .Root("Mutation.acceptInvitation", invitations.AcceptInvitationAsync)
            .Root("Mutation.changeRoles", members.ChangeRolesAsync)
            .Root("Mutation.endMembership", members.EndMembershipAsync)
            .Root("Mutation.leave", members.LeaveAsync)
            .Root("Mutation.changeName", members.ChangeNameAsync)
            .Root("Mutation.addEmailDomain", domains.AddEmailDomainAsync)
            .Root("Mutation.removeEmailDomain", domains.RemoveEmailDomainAsync)
            .Root("Mutation.registerMachine", machines.RegisterMachineAsync)
            .Root("Mutation.revokeMachine", machines.RevokeMachineAsync);
    }
}
