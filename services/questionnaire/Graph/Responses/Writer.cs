using Monitor.Hosting;

namespace Monitor.Questionnaire.Graph;

/// <summary>Who writes, for which municipality.</summary>
internal sealed record Writer(string Subject, string Municipality)
{
    public ActingAs ActingAs => ActingAs.Municipality(Municipality);

    /// <exception cref="ClientException">UNAUTHENTICATED, FORBIDDEN.</exception>
    public static Writer Of(Caller caller)
    {
        caller.RequireRole(Role.Officer, Role.Coordinator);
        return caller.Municipality is { } municipality
            ? new Writer(caller.Subject!, municipality)
            : throw new ClientException("FORBIDDEN", "Your token names no municipality to write for.");
    }
}
