namespace Monitor.Hosting;

/// <summary>
/// How the development identity provider names its personas: <c>officer@gm0153</c>, <c>institute</c>. Community's seeds
/// and <c>./monitor token</c> name them by the same rule.
/// </summary>
public static class PersonaSubject
{
    /// <summary>
    /// The roles of which each municipality has a persona; centre municipalities a regional coordinator too. Of each of
    /// <see cref="Role.OfInstitute"/> there is one.
    /// </summary>
    public static IReadOnlyList<string> OfMunicipality { get; } = [Role.Reader, Role.Officer, Role.Coordinator];

    /// <param name="role">A value of <see cref="Role"/>.</param>
    /// <param name="municipality">A CBS code; null for someone of no municipality.</param>
    public static string Of(string role, string? municipality)
    {
        ArgumentException.ThrowIfNullOrEmpty(role);
        return municipality is null ? role : $"{role}@{municipality.ToLowerInvariant()}";
    }
}
