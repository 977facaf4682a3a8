using System.Text.RegularExpressions;

namespace Monitor.Community.Domain;

/// <summary>What would give an anonymous author away, as far as a program can tell.</summary>
public static class Anonymity
{
    /// <summary>Fewer municipalities than this could have written it: then nobody writes anonymously there.</summary>
    public const int Fewest = 5;

    /// <exception cref="ClientException">ANONYMITY_NOT_OFFERED.</exception>
    public static void RequireCrowd(string? municipality, int couldHave)
    {
        if (municipality is null)
        {
            throw new ClientException(
                "ANONYMITY_NOT_OFFERED", "Anonymous is for municipalities; those of the institute are shown as such.");
        }

        if (couldHave < Fewest)
        {
            throw new ClientException(
                "ANONYMITY_NOT_OFFERED",
                "Too few municipalities take part here to be anonymous among them: choose MUNICIPALITY or MEMBER.");
        }
    }

    /// <summary>Refuses texts that name the author, their municipality, or an address of it.</summary>
    /// <param name="texts">All that is written.</param>
    /// <param name="code">The author's municipality.</param>
    /// <param name="name">Its name; null where it is not known.</param>
    /// <param name="person">The author's name; null where it is not known.</param>
    /// <param name="domains">Of the municipality's addresses, such as <c>enschede.nl</c>.</param>
    /// <exception cref="ClientException">ANONYMITY_GIVEN_AWAY.</exception>
    public static void RequireUnnamed(
        IEnumerable<string> texts,
        string code,
        string? name,
        string? person = null,
        IReadOnlyList<string>? domains = null)
    {
        string[] names = [code, .. NamesOf(name), .. person is null ? Array.Empty<string>() : [person]];
        if (texts.Any(text => names.Any(each => Names(text, each)) || (domains ?? []).Any(each => Leads(text, each))))
        {
            throw new ClientException(
                "ANONYMITY_GIVEN_AWAY",
                "This names you, your municipality or an address of it. Change it, or send it again with "
                + "`evenIfNamed: true`.");
        }
    }

    /// <exception cref="ClientException">ANONYMITY_GIVEN_AWAY.</exception>
    public static void RequireNoContact(string? contact)
    {
        if (contact is not null)
        {
            throw new ClientException(
                "ANONYMITY_GIVEN_AWAY", "An anonymous tip names no contact: leave it out, or do not be anonymous.");
        }
    }

    // "Bergen (NH.)" is written as Bergen; and on a sign in capitals.
    private static IEnumerable<string> NamesOf(string? name)
    {
        var plain = name?.Split(" (")[0];
        return plain is null ? [] : new[] { name!, plain, plain.ToUpperInvariant() }.Distinct();
    }

    // A site or mail address of the domain, or below it.
    private static bool Leads(string text, string domain) => Regex.IsMatch(
        text, $@"(?<![\w-]){Regex.Escape(domain)}(?![\w-])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // As written, with a capital: "best" is no Best.
    private static bool Names(string text, string name) =>
        Regex.IsMatch(text, $@"(?<![\w]){Regex.Escape(name)}(?![\w])", RegexOptions.CultureInvariant);
}
