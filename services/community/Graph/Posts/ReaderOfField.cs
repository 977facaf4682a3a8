using System.Security.Cryptography;
using System.Text;
using Monitor.Community.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Community.Graph;

/// <summary>Leads from a field to the member who reads.</summary>
public static class ReaderOfField
{
    /// <summary>The member who asks for this field.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED or NOT_A_MEMBER.</exception>
    public static Reader Reader(this FieldContext context)
    {
        var caller = context.Caller();
        caller.RequireMember();
        return new Reader(
            PseudonymOf(caller.Subject!), caller.Municipality, caller.Has(Role.Moderator), caller.Has(Role.Editor));
    }

    // The gateway's tokens name a pseudonym. Where it passes on tokens of someone else, a digest stands for the
    // subject.
    internal static Guid PseudonymOf(string subject) =>
        Guid.TryParseExact(subject, "N", out var pseudonym)
            ? pseudonym
            : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(subject)).AsSpan(0, 16));
}
