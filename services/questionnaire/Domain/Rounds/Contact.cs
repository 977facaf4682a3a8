using System.Text.RegularExpressions;

namespace Monitor.Questionnaire.Domain;

/// <summary>
/// Whom to write to at a municipality. Personal data of an official: never in an event or a log.
/// </summary>
/// <param name="Id">Opaque.</param>
/// <param name="Municipality">The municipality's code.</param>
/// <param name="Name">One line.</param>
/// <param name="Email">The address; one contact each at a municipality, whatever its case.</param>
public sealed partial record Contact(Guid Id, string Municipality, string Name, string Email)
{
    public const int LongestName = 100;

    /// <summary>RFC 5321 §4.5.3.1: 64 octets before the @, 254 in a path.</summary>
    public const int LongestEmail = 254;

    private const int LongestLocalPart = 64;

    /// <summary>A new contact, without what stands around name and address.</summary>
    /// <exception cref="ClientException">BAD_CONTACT. The message does not repeat what was given.</exception>
    public static Contact Checked(string municipality, string name, string email)
    {
        var contact = new Contact(Guid.NewGuid(), municipality, name.Trim(), email.Trim());
        if (FaultOf(contact.Name, contact.Email) is { } fault)
        {
            throw new ClientException("BAD_CONTACT", fault);
        }

        return contact;
    }

    /// <summary>What is wrong with a name and an address; null when nothing is.</summary>
    public static string? FaultOf(string name, string email)
    {
        if (name.Length is 0 or > LongestName || !MailText.IsOneLine(name))
        {
            return $"A name is one line of 1 to {LongestName} characters.";
        }

        return IsEmail(email) ? null : "The e-mail address is not one that can be written to.";
    }

    // Addresses as people have them. Quoted names, comments and IP addresses are valid and nobody's; without them no
    // address can hold a space, a line end or a second address.
    private static bool IsEmail(string text) =>
        text.Length <= LongestEmail && text.IndexOf('@') <= LongestLocalPart && Address().IsMatch(text);

    [GeneratedRegex(
        @"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
        + @"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
