namespace Monitor.Identity;

/// <summary>
/// Someone who does not exist and whom anybody may be on this machine: a role, of a municipality or of none.
/// </summary>
/// <param name="Subject">As community's seeds know them: <c>officer@gm0153</c>, <c>institute</c>.</param>
/// <param name="Role">One of <see cref="Hosting.Role"/>; not in any token.</param>
/// <param name="Place">Null for the institute's people.</param>
internal sealed record Persona(string Subject, string Role, Place? Place)
{
    private static readonly Dictionary<string, string> titles = new()
    {
        [Hosting.Role.Reader] = "Lezer",
        [Hosting.Role.Officer] = "Beleidsmedewerker",
        [Hosting.Role.Coordinator] = "Coördinator",
        [Hosting.Role.RegionalCoordinator] = "Regiocoördinator",
        [Hosting.Role.Editor] = "Redacteur",
        [Hosting.Role.Moderator] = "Moderator",
        [Hosting.Role.Institute] = "Instituut",
        [Hosting.Role.Researcher] = "Onderzoeker",
        [Hosting.Role.Administrator] = "Beheerder",
    };

    /// <summary>The role in Dutch.</summary>
    public string Title => titles[Role];

    /// <summary>The claim <c>name</c>: says that it is nobody.</summary>
    public string Name => Place is null ? $"{Title} (demonstratie)" : $"{Title} {Place.Name} (demonstratie)";

    /// <summary>The claim <c>email</c>, at a name that leads nowhere (RFC 2606).</summary>
    public string Email => $"{Role}@{Place?.Code.ToLowerInvariant() ?? "instituut"}.example";
}
