namespace Monitor.Community.Domain;

/// <summary>
/// A mail to one person. <see cref="Link"/> in the body becomes a link that works once, when it is sent.
/// </summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
public sealed record MemberMail(string Subject, string Body)
{
    public const string Link = "{link}";

    private const string Greeting = "\n\nMet vriendelijke groet,\nhet team van de Monitor";

    /// <summary>
    /// To an address that nobody has proved: it says nothing of who asked, so that it carries nobody's words.
    /// </summary>
    public static MemberMail Confirmation(string municipality, TimeSpan within) => new(
        "Bevestig uw e-mailadres voor de Monitor",
        $"""
        Geachte heer, mevrouw,

        Met dit e-mailadres is toegang gevraagd tot de Monitor voor de gemeente {municipality}. Klopt dat, bevestig het
        dan binnen {within.TotalHours:0} uur met deze link, aangemeld met het account waarmee u de toegang vroeg:

        {Link}

        Vroeg u niets, dan hoeft u niets te doen: zonder bevestiging gebeurt er niets.
        """ + Greeting);

    public static MemberMail Confirmed(string municipality) => new(
        "Uw aanmelding voor de Monitor is ontvangen",
        $"""
        Geachte heer, mevrouw,

        Uw e-mailadres is bevestigd. Uw aanmelding voor de gemeente {municipality} wordt bekeken; u krijgt bericht zodra
        daarover is besloten.
        """ + Greeting);

    public static MemberMail Approved(string municipality, bool isCoordinator, string site) => new(
        "U heeft toegang tot de Monitor",
        $"""
        Geachte heer, mevrouw,

        U heeft nu toegang tot de Monitor voor de gemeente {municipality}.
        """
        + (isCoordinator
            ? "\nU bent de coördinator van uw gemeente: u kunt collega's uitnodigen en hun rollen bepalen, en u beslist"
                + "\nover deelname en toestemmingen."
            : "")
        + $"\n\n{site}" + Greeting);

    public static MemberMail Refused(string municipality, string reason) => new(
        "Uw aanmelding voor de Monitor",
        $"""
        Geachte heer, mevrouw,

        Uw aanmelding voor de gemeente {municipality} is niet goedgekeurd. De reden:

        {reason}
        """ + Greeting);

    public static MemberMail Invitation(string toWhat, TimeSpan within) => new(
        "Uitnodiging voor de Monitor",
        $"""
        Geachte heer, mevrouw,

        U bent uitgenodigd voor de Monitor, namens {toWhat}. Neem de uitnodiging binnen {within.TotalDays:0} dagen aan
        met deze link, aangemeld met uw eigen account:

        {Link}

        Was dit niet voor u bedoeld, dan hoeft u niets te doen.
        """ + Greeting);

    public static MemberMail Ended(string ofWhat) => new(
        "Uw toegang tot de Monitor is beëindigd",
        $"""
        Geachte heer, mevrouw,

        Uw toegang tot de Monitor namens {ofWhat} is beëindigd. Wat u heeft bijgedragen, blijft staan onder de naam
        die u daarbij koos. Uw gegevens laten wissen kan: vraag het via "mijn gegevens".
        """ + Greeting);
}
