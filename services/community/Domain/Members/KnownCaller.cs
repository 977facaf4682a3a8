namespace Monitor.Community.Domain;

/// <summary>What a caller of the gateway may, as its internal token will say.</summary>
/// <param name="Id">The pseudonym.</param>
/// <param name="Municipality">A CBS code; null for one who acts for none.</param>
/// <param name="Roles">Of a person with an active membership; else empty.</param>
/// <param name="Scopes">Of a machine: what it may ask for; null for people.</param>
/// <param name="Revision">Rises with each change of these; 0 where there never was a membership.</param>
public sealed record KnownCaller(
    Guid Id, string? Municipality, IReadOnlyList<string> Roles, IReadOnlyList<string>? Scopes, int Revision);
