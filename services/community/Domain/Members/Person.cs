using System.Text.RegularExpressions;

namespace Monitor.Community.Domain;

/// <summary>The name and address of someone who comes in: checked, and without what stood around them.</summary>
public sealed partial record Person
{
    public const int LongestName = 100;

    /// <summary>RFC 5321 §4.5.3.1: 64 octets before the @, 254 in a path.</summary>
    public const int LongestEmail = 254;

    private const int LongestLocalPart = 64;

    private Person(string name, string email)
    {
        Name = name;
        Email = email;
    }

    /// <summary>1 to 100 characters on one line.</summary>
    public string Name { get; }

    public string Email { get; }

    /// <summary>What follows the @, in lower case.</summary>
    public string Domain => Email[(Email.IndexOf('@') + 1)..].ToLowerInvariant();

    /// <exception cref="ClientException">BAD_NAME or BAD_EMAIL; the message does not repeat what was given.</exception>
    public static Person Of(string name, string email)
    {
        var address = email.Trim();
        return IsEmail(address)
            ? new Person(NameOf(name), address)
            : throw new ClientException("BAD_EMAIL", "The e-mail address is not one that can be written to.");
    }

    /// <summary>A name as it is kept. Braces are for the places in mails.</summary>
    /// <exception cref="ClientException">BAD_NAME.</exception>
    public static string NameOf(string name)
    {
        var line = name.Trim();
        return line.Length is > 0 and <= LongestName && PlainText.IsLine(line) && !line.AsSpan().ContainsAny("{}<>")
            ? line
            : throw new ClientException(
                "BAD_NAME", $"A name is one line of 1 to {LongestName} characters, without braces or angle brackets.");
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
