namespace Monitor.Gateway.Membership;

/// <summary>Whom a token names: a person by subject, a program by client. Of one issuer.</summary>
/// <param name="Issuer">The token's <c>iss</c>.</param>
/// <param name="Name">The subject, or the client's id.</param>
/// <param name="IsMachine">Whether it is a client's id.</param>
internal readonly record struct Who(string Issuer, string Name, bool IsMachine);

/// <summary>What someone may, as community says.</summary>
/// <param name="Member">Their pseudonym, 32 hexadecimal digits: all that services learn of who it is.</param>
/// <param name="Municipality">The CBS code; null where they act for none.</param>
/// <param name="Roles">Values of <see cref="Hosting.Role"/>; none for an account without a membership.</param>
/// <param name="Scopes">Of programs: what they may ask for; values of <see cref="Hosting.Scope"/>.</param>
/// <param name="Revision">Grows with each change.</param>
internal sealed record Membership(
    string Member, string? Municipality, IReadOnlyList<string> Roles, IReadOnlyList<string> Scopes, int Revision)
{
    /// <summary>Roles that are never used on hearsay: taken away, they are gone at once.</summary>
    public bool IsPrivileged => Roles.Any(Hosting.Role.OfInstitute.Contains);

    /// <summary>Whether the other says the same.</summary>
    public bool IsSameAs(Membership other) =>
        Member == other.Member
        && Revision == other.Revision
        && Municipality == other.Municipality
        && Roles.SequenceEqual(other.Roles)
        && Scopes.SequenceEqual(other.Scopes);
}

/// <summary>Community has not said what a caller may. The message is for the log.</summary>
internal sealed class MembershipAwayException(string message, Exception? inner = null) : Exception(message, inner);
