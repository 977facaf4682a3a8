namespace Monitor.Hosting;

/// <summary>
/// A person, as community tells other services of one: only while it collects what is held about them, or erases it.
/// </summary>
/// <param name="Member">The pseudonym, 32 hexadecimal digits.</param>
/// <param name="Names">As they were ever given; matched whole, whatever the case.</param>
/// <param name="Emails">Likewise; only those of which it is known that they are theirs.</param>
/// <param name="Municipalities">Codes of those that they were a member for: names are looked for there alone.</param>
public sealed record KnownPerson(
    string Member,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Emails,
    IReadOnlyList<string> Municipalities)
{
    /// <summary>Someone of whom no more is known than the pseudonym.</summary>
    public static KnownPerson Nameless(string member) => new(member, [], [], []);
}
