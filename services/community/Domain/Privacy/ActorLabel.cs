namespace Monitor.Community.Domain;

/// <summary>What someone is called who did something: in Dutch, by name only where the reader may know it.</summary>
public static class ActorLabel
{
    /// <summary>Most telling first: of someone with several roles the first that they have.</summary>
    private static readonly (string Role, string Label)[] Labels =
    [
        ("administrator", "beheerder"),
        ("institute", "instituut"),
        ("moderator", "moderator"),
        ("editor", "redacteur"),
        ("researcher", "onderzoeker"),
        ("regional-coordinator", "regiocoördinator"),
        ("coordinator", "coördinator"),
        ("officer", "beleidsmedewerker"),
        ("reader", "lezer"),
    ];

    /// <param name="actor">The pseudonym; null where the system acted by itself.</param>
    /// <param name="name">Known to the reader; else null.</param>
    /// <param name="roles">Which the actor had then.</param>
    /// <param name="isMachine">A program.</param>
    public static string Of(string? actor, string? name, IReadOnlyCollection<string> roles, bool isMachine) =>
        actor is null ? "systeem"
        : name ?? (isMachine ? "programma"
            : Labels.FirstOrDefault(each => roles.Contains(each.Role)).Label ?? "iemand zonder rol");
}
