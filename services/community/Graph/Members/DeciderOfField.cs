using Monitor.Community.Domain;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Community.Graph;

/// <summary>Leads from a field to the person who asks or decides.</summary>
internal static class DeciderOfField
{
    /// <summary>Someone with an account, member or not.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED, or FORBIDDEN for a program.</exception>
    public static Decider Person(this FieldContext context)
    {
        var caller = context.Caller();
        caller.RequireToken();
        return caller.IsMachine
            ? throw new ClientException("FORBIDDEN", "This is for people; a program has no membership.")
            : new Decider(
                ReaderOfField.PseudonymOf(caller.Subject!), caller.Municipality, MemberRoles.Parse(caller.Roles));
    }

    /// <summary>The institute, or a coordinator of some municipality.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED, NOT_A_MEMBER or FORBIDDEN.</exception>
    public static Decider DeciderOfMembers(this FieldContext context)
    {
        context.Caller().RequireMember();
        context.Caller().RequireRole(Role.Coordinator, Role.Institute, Role.Administrator);
        return context.Person();
    }

    /// <summary>The institute, or an administrator.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED, NOT_A_MEMBER or FORBIDDEN.</exception>
    public static Decider Institute(this FieldContext context)
    {
        context.Caller().RequireMember();
        context.Caller().RequireRole(Role.Institute, Role.Administrator);
        return context.Person();
    }

    /// <summary>
    /// On whose behalf the database is asked: everything for the institute, else the own municipality.
    /// </summary>
    public static ActingAs Acting(this Decider decider) =>
        decider.IsInstitute ? ActingAs.Service : ActingAs.Municipality(decider.Municipality ?? "");
}
