namespace Monitor.Community;

/// <summary>Settings of who may come in.</summary>
public sealed class MemberOptions
{
    public const string Section = "Members";

    /// <summary>
    /// The issuer whose tokens the personas of the seeds have: the development provider's own address. Null (default):
    /// no personas are seeded. Refused in Production.
    /// </summary>
    public string? PersonaIssuer { get; init; }
}
