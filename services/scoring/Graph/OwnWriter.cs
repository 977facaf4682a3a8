using Monitor.Hosting;

namespace Monitor.Scoring.Graph;

/// <summary>Who writes, for which municipality: an officer or coordinator, for their own.</summary>
internal sealed record OwnWriter(string Subject, string Municipality)
{
    public ActingAs ActingAs => ActingAs.Municipality(Municipality);

    /// <exception cref="ClientException">UNAUTHENTICATED or FORBIDDEN.</exception>
    public static OwnWriter Of(Caller caller)
    {
        caller.RequireRole(Role.Officer, Role.Coordinator);
        return caller.Municipality is { } municipality
            ? new OwnWriter(caller.Subject!, municipality)
            : throw new ClientException("FORBIDDEN", "Your token names no municipality to write for.");
    }
}
