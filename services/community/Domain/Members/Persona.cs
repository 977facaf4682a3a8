using System.Security.Cryptography;
using System.Text;

namespace Monitor.Community.Domain;

/// <summary>Someone made up, to try the system as. Known to the development provider by the same subject.</summary>
/// <param name="Subject"><c>officer@gm0344</c>, or a role alone for those of no municipality.</param>
/// <param name="Name">Made up, the same for the same subject.</param>
/// <param name="Municipality">A CBS code; null for none.</param>
/// <param name="Role">The one role.</param>
public sealed record Persona(string Subject, string Name, string? Municipality, string Role)
{
    /// <summary>The same on every machine, so that seeds can name a persona as their author.</summary>
    public Guid Id => IdOf(Subject);

    /// <summary>An address that nobody has (RFC 2606).</summary>
    public string Email => Municipality is null ? $"{Role}@instituut.example" : $"{Subject}.example";

    /// <param name="role">As in the token.</param>
    /// <param name="municipality">A CBS code; null for none.</param>
    public static string SubjectOf(string role, string? municipality) =>
        municipality is null ? role : $"{role}@{municipality.ToLowerInvariant()}";

    /// <summary>The pseudonym of the persona, or machine of the seeds, with this subject.</summary>
    public static Guid IdOf(string subject) => new(Digest(subject)[..16]);

    public static Persona Of(
        string role, string? municipality, IReadOnlyList<string> firstNames, IReadOnlyList<string> lastNames)
    {
        var subject = SubjectOf(role, municipality);
        var digest = Digest(subject);
        var first = firstNames[BitConverter.ToUInt16(digest, 16) % firstNames.Count];
        var last = lastNames[BitConverter.ToUInt16(digest, 18) % lastNames.Count];
        return new Persona(subject, $"{first} {last}", municipality, role);
    }

    private static byte[] Digest(string subject) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"monitor persona {subject}"));
}
